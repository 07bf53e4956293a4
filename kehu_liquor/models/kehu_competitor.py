from odoo import api, fields, models


class KehuCompetitor(models.Model):
    """A brand or house that sells what we sell: what it does better, what worse.

    Known by the whole house or by one company; who carries it is told customer by
    customer (`kehu.competitor.carried`).
    """

    _name = "kehu.competitor"
    _inherit = ["kehu.in.company"]
    _description = "Competitor"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    category_id = fields.Many2one(
        "product.category",
        index=True,
        ondelete="set null",
        help="What it competes with of ours.",
    )
    strengths = fields.Text(help="Where it is better than we are.")
    weaknesses = fields.Text(help="Where we are better.")
    note = fields.Text(string="How We Answer")
    carried_ids = fields.One2many(
        "kehu.competitor.carried", "competitor_id", string="Carried by"
    )
    customer_count = fields.Integer(
        compute="_compute_customer_count", string="Customers"
    )

    _named_once = models.UniqueIndex(
        "(name, COALESCE(company_id, 0))", "This competitor is already on the list."
    )

    @api.depends("carried_ids.partner_id", "carried_ids.date_end")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_customer_count(self):
        """Customers the reader may see that carry it today."""
        rows = self.env["kehu.competitor.carried"]._read_group(
            [("competitor_id", "in", self.ids), ("date_end", "=", False)],
            ["competitor_id"],
            ["partner_id:count_distinct"],
        )
        counts = dict(rows)
        for competitor in self:
            competitor.customer_count = counts.get(competitor, 0)

    def action_carried(self):
        """The customers that carry it."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_competitor_carried_action"
        )
        return {
            **action,
            "domain": [("competitor_id", "=", self.id)],
            "context": {"default_competitor_id": self.id},
        }
