from odoo import api, fields, models
from odoo.fields import Domain

KINDS = [
    ("free_goods", "Free Goods"),
    ("offer", "Offer"),
    ("display", "Display and Shelf"),
    ("order", "Season's Order Meeting"),
    ("other", "Other"),
]
SEASONS = [
    ("slack", "Slack Season"),
    ("spring", "Spring Festival"),
    ("autumn", "Mid-Autumn"),
    ("all", "All Year"),
]


class KehuSalesPolicy(models.Model):
    """What we offer, to whom, where and from when to when: a dated row.

    Free goods and offers by season and region, with their conditions in words. It
    says what we give, never at which price anybody sells on.
    """

    _name = "kehu.sales.policy"
    _inherit = ["kehu.in.company", "kehu.fair.text"]
    _description = "Sales policy"
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _fair_texts = ("name", "condition", "note")

    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, required=True, default="free_goods")
    season = fields.Selection(SEASONS, required=True, default="all")
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(string="Until", required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    territory_ids = fields.Many2many(
        "kehu.territory",
        string="Regions",
        check_company=True,
        help="Empty: everywhere.",
    )
    audience_ids = fields.Many2many(
        "kehu.audience", string="For", help="Empty: all customers."
    )
    category_ids = fields.Many2many(
        "product.category", string="Product Categories", help="Empty: all goods."
    )
    buy_cases = fields.Integer(string="For Each … Cases Bought")
    free_cases = fields.Integer(string="Cases Free")
    condition = fields.Text(string="Conditions")
    note = fields.Text(string="Remark")
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("coming", "Coming"), ("on", "On Now"), ("over", "Over")],
        compute="_compute_state",
        search="_search_state",
    )

    _dates_in_order = models.Constraint(
        "CHECK (date_end >= date_from)", "A policy cannot end before it begins."
    )
    _not_negative = models.Constraint(
        "CHECK (COALESCE(buy_cases, 0) >= 0 AND COALESCE(free_cases, 0) >= 0)",
        "Cases are 0 or more.",
    )
    _free_for_something = models.Constraint(
        "CHECK ((COALESCE(free_cases, 0) > 0) = (COALESCE(buy_cases, 0) > 0))",
        "Free goods: say for how many cases bought, and how many are free.",
    )

    @api.depends("date_from", "date_end")
    def _compute_state(self):
        for policy in self:
            today = self.env["kehu.facts"]._today(policy.company_id)
            begun = policy.date_from and policy.date_from <= today
            over = policy.date_end and policy.date_end < today
            policy.state = "over" if over else "on" if begun else "coming"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env["kehu.facts"]._today(self.env.company)
        over = Domain("date_end", "<", today)
        coming = Domain("date_from", ">", today)
        by_state = {"over": over, "coming": coming, "on": ~over & ~coming}
        return Domain.OR(by_state[name] for name in value if name in by_state)

    @api.model
    def _for(self, partner, company, day):
        """The policies that a customer may use on a day."""
        partner = partner.sudo().commercial_partner_id
        audience = partner._kehu_audience()
        rows = self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("date_from", "<=", day),
                ("date_end", ">=", day),
                "|",
                ("audience_ids", "=", False),
                ("audience_ids", "in", audience.ids),
                "|",
                ("territory_ids", "=", False),
                ("territory_ids", "parent_of", partner.kehu_territory_id.ids),
            ]
        )
        return rows.with_env(self.env)

    def _say(self):
        """A policy in one sentence."""
        self.ensure_one()
        goods = ", ".join(self.category_ids.mapped("name"))
        free = ""
        if self.free_cases:
            free = self.env._(
                "%(free)s free for each %(buy)s cases",
                free=self.free_cases,
                buy=self.buy_cases,
            )
        return " · ".join(part for part in (self.name, goods, free) if part)
