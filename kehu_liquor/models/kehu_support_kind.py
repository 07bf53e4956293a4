from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuSupportKind(models.Model):
    """What dealers are supported with: advertising, a rack, a training … A row.

    Says whether it costs money, how soon it is promised, what proves it, and in each
    company which analytic account its bills fall to.
    """

    _name = "kehu.support.kind"
    _description = "Kind of support"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    has_cost = fields.Boolean(string="Costs Money", default=True)
    promise_days = fields.Integer(
        string="Promised within (Days)",
        default=14,
        help="After the first day of the support; each support may say another day.",
    )
    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        company_dependent=True,
        help="Of this company: bill lines that name such a support begin with it.",
    )
    check_ids = fields.One2many(
        "kehu.support.check", "kind_id", string="Evidence Needed", copy=True
    )
    check_count = fields.Integer(
        compute="_compute_check_count", string="Pieces of Evidence"
    )

    _days_not_negative = models.Constraint(
        "CHECK (promise_days >= 0)", "Days are counted from 0."
    )

    @api.depends("check_ids")
    def _compute_check_count(self):
        for kind in self:
            kind.check_count = len(kind.check_ids)

    def write(self, vals):
        self.check_access("write")
        if "has_cost" in vals:
            changed = self.filtered(lambda kind: kind.has_cost != vals["has_cost"])
            used = [("kind_id", "in", changed.ids), ("state", "!=", "draft")]
            if self.env["kehu.support"].sudo().search_count(used, limit=1):
                raise UserError(
                    self.env._(
                        "Supports of this kind were asked for: whether it costs money "
                        "stays. Make another kind."
                    )
                )
        return super().write(vals)


class KehuSupportCheck(models.Model):
    """One thing that proves a support of a kind: a photo, a document, or a tick."""

    _name = "kehu.support.check"
    _description = "Evidence that a kind of support needs"
    _order = "sequence, id"

    kind_id = fields.Many2one(
        "kehu.support.kind", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    is_mandatory = fields.Boolean(string="Mandatory", default=True)
    needs_file = fields.Boolean(string="Photo or Document", default=True)
