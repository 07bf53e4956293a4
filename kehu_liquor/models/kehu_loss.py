from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class KehuLoss(models.Model):
    """A customer lost: when, which kind, how much it bought, and, asked of us, why.

    Written by the night when the customer is lost, ended by the night when it buys
    again. The salesperson says why; the rest is a fact and stays as it was.
    """

    _name = "kehu.loss"
    _description = "Lost customer"
    _order = "lost_on desc, id desc"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    lost_on = fields.Date(required=True, readonly=True)
    noticed_on = fields.Date(readonly=True)
    last_sale_date = fields.Date(string="Last Sale", readonly=True)
    won_on = fields.Date(string="Won Back", readonly=True)
    net_before = fields.Monetary(
        string="Net Sales, Last 12 Months with Us", readonly=True
    )
    grade_id = fields.Many2one("kehu.grade", readonly=True, ondelete="restrict")
    role_id = fields.Many2one("kehu.role", readonly=True, ondelete="set null")
    audience_id = fields.Many2one("kehu.audience", readonly=True, ondelete="set null")
    user_id = fields.Many2one(
        "res.users", string="Salesperson Then", readonly=True, ondelete="set null"
    )
    to_competitor = fields.Boolean(readonly=True)
    reason_id = fields.Many2one(
        "kehu.loss.reason", string="Why", index="btree_not_null", ondelete="restrict"
    )
    note = fields.Text(string="What Happened")
    answered_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    answered_on = fields.Date(readonly=True)
    days_since_sale = fields.Integer(
        compute="_compute_days", string="Days with Us Quiet"
    )

    _one_open = models.UniqueIndex(
        "(company_id, partner_id) WHERE won_on IS NULL",
        "A customer is lost once until it is won back.",
    )

    @api.depends("partner_id", "lost_on")
    def _compute_display_name(self):
        for loss in self:
            loss.display_name = f"{loss.partner_id.sudo().name} · {loss.lost_on}"

    @api.depends("lost_on", "last_sale_date")
    def _compute_days(self):
        for loss in self:
            known = loss.lost_on and loss.last_sale_date
            loss.days_since_sale = (
                (loss.lost_on - loss.last_sale_date).days if known else 0
            )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            raise UserError(self.env._("The night notices losses, nobody enters them."))
        return super().create(vals_list)

    def write(self, vals):
        answers = {"reason_id", "note"}
        if not self.env.su and set(vals) - answers:
            raise AccessError(
                self.env._("Only the reason and what happened can be said.")
            )
        if answers & set(vals) and not self.env.su:
            vals = {
                **vals,
                "answered_by_id": self.env.uid,
                "answered_on": self.env["kehu.facts"]._today(self.env.company),
            }
        return super().write(vals)

    def action_open_partner(self):
        """Open the customer."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
