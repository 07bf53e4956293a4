from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuNotSame(models.Model):
    """Somebody's word that two near customers are two: who, when, and why.

    Written when a customer is entered in spite of a duplicate, or from the list of
    duplicates. The pair is not brought up again. Never rewritten; deleted by a
    manager when it was wrong, and then the pair is found again.
    """

    _name = "kehu.not.same"
    _description = "Not the same customer"
    _order = "id desc"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "res.partner",
        string="Is Not",
        required=True,
        index=True,
        ondelete="cascade",
    )
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            vals["user_id"] = self.env.uid
            vals["company_id"] = self.env.company.id
            if not (vals.get("reason") or "").strip():
                raise UserError(self.env._("Say why the two are not the same."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(
            self.env._("This is not rewritten: delete it, and say it anew.")
        )

    @api.depends("partner_id", "other_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.partner_id.name} ≠ {row.other_id.name}"

    @api.model
    def _pairs(self, partner_ids):
        """partner id → set of partner ids that it is known not to be."""
        known = {}
        ids = list(partner_ids)
        domain = ["|", ("partner_id", "in", ids), ("other_id", "in", ids)]
        for row in self.sudo().search_fetch(domain, ["partner_id", "other_id"]):
            known.setdefault(row.partner_id.id, set()).add(row.other_id.id)
            known.setdefault(row.other_id.id, set()).add(row.partner_id.id)
        return known
