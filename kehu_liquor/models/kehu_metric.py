from odoo import api, fields, models

from .fact_catalog import CATALOG

SALES = "kehu_liquor.group_kehu_user"
LIFECYCLES = [
    ("potential", "Potential"),
    ("target", "Target"),
    ("prospect", "Prospect"),
    ("customer", "Buying"),
    ("loyal", "Loyal"),
]
STANDINGS = [
    ("new", "New"),
    ("old", "Regular"),
    ("wavering", "Wavering"),
    ("competitor", "With a competitor"),
    ("lost", "Lost"),
]
QUADRANTS = [
    ("treasure", "Treasure"),
    ("dangerous", "Dangerous"),
    ("star", "Tomorrow's star"),
    ("drop", "Drop"),
]
PARETO = [("a", "Class a"), ("b", "Class b"), ("c", "Class c")]


class KehuMetric(models.Model):
    """All that is known of one customer in one company, one narrow row.

    Facts come from posted documents in one statement a night (`kehu.facts`),
    verdicts from the engine (`kehu.scoring`). People read it; nobody writes it. The
    row is born with the customer's role or first document. A figure that does not
    exist is NULL, and its ``has_…`` says so, because a NULL number reads 0.
    """

    _name = "kehu.metric"
    _description = "Customer figures"
    _rec_name = "partner_id"
    _order = "score desc nulls last, id"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    computed_on = fields.Date(readonly=True, help="The last day a figure changed.")
    active = fields.Boolean(
        default=True,
        help="As the customer's own; kept here so that lists need no join.",
    )
    as_of = fields.Date(compute="_compute_as_of", help="The figures hold for this day.")

    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        ondelete="set null",
        help="The owner in this company; kept here by the ownership's own rows.",
    )

    # What people entered, read through the customer.
    role_id = fields.Many2one(related="partner_id.kehu_role_id", string="Role")
    territory_id = fields.Many2one(related="partner_id.kehu_territory_id")
    source_id = fields.Many2one(related="partner_id.kehu_source_id")
    category_ids = fields.Many2many(related="partner_id.category_id", string="Tags")
    city = fields.Char(related="partner_id.city")
    phone = fields.Char(related="partner_id.phone")
    ref = fields.Char(related="partner_id.ref")

    # Sales.
    audience_id = fields.Many2one("kehu.audience", ondelete="restrict")
    first_sale_date = fields.Date(string="First Sale")
    last_sale_date = fields.Date(string="Last Sale")
    sales_12m = fields.Monetary(string="Sales, 12 Months")
    refunds_12m = fields.Monetary(string="Refunds, 12 Months")
    net_12m = fields.Monetary(string="Net Sales, 12 Months")
    net_prev_12m = fields.Monetary(string="Net Sales, 12 Months Before")
    net_90d = fields.Monetary(string="Net Sales, 90 Days")
    has_growth = fields.Boolean()
    growth = fields.Float(aggregator="avg")
    order_count_12m = fields.Integer(string="Orders, 12 Months")
    order_count = fields.Integer(string="Orders, Kept History")
    sale_date_count = fields.Integer(string="Days with a Sale")
    sale_fingerprint = fields.Integer(
        aggregator=None,
        help="Of the kept sale dates: the rhythm is worked out anew when it changes.",
    )
    active_months = fields.Integer(string="Active Months of 12", aggregator="avg")

    # Rhythm.
    has_rhythm = fields.Boolean()
    interval_median = fields.Float(string="Rhythm (Days)", aggregator="avg")
    interval_mad = fields.Float(string="Rhythm Spread (Days)", aggregator="avg")
    next_order_date = fields.Date(string="Next Order Expected")
    is_silent = fields.Boolean(string="Silent")
    recency_days = fields.Integer(compute="_compute_ages", string="Days Since Sale")
    silence_ratio = fields.Float(compute="_compute_ages")

    # Place among its own kind.
    pareto_class = fields.Selection(PARETO)
    pareto_rank = fields.Integer(compute="_compute_place", string="Rank")
    pareto_share = fields.Float(compute="_compute_place", string="Cumulative Share")
    rfm_r = fields.Integer(string="Recency 1–5", aggregator="avg")
    rfm_f = fields.Integer(string="Frequency 1–5", aggregator="avg")
    rfm_m = fields.Integer(string="Money 1–5", aggregator="avg")

    # Money owed and received.
    due_total = fields.Monetary(string="Owed")
    overdue_gross = fields.Monetary(string="Overdue before Prepayments")
    prepaid_balance = fields.Monetary(string="Prepaid")
    overdue_amount = fields.Monetary(string="Overdue")
    overdue_since = fields.Date()
    overdue_days = fields.Integer(compute="_compute_ages")
    has_overdue_terms = fields.Boolean()
    received_12m = fields.Monetary(string="Cash Received, 12 Months")
    has_dso = fields.Boolean(string="Has Days Sales Outstanding")
    dso = fields.Float(string="Days Sales Outstanding", aggregator="avg")
    invoices_due_12m = fields.Integer(string="Invoices Fallen Due")
    invoices_late_12m = fields.Integer(string="Invoices Paid Late")
    has_paid_on_time = fields.Boolean()
    paid_on_time_share = fields.Float(string="Paid on Time", aggregator="avg")

    # Loyalty axis and quadrant.
    has_loyalty = fields.Boolean()
    loyalty_index = fields.Float(string="Loyalty (0–100)", aggregator="avg")
    quadrant = fields.Selection(QUADRANTS)

    # Verdicts.
    has_score = fields.Boolean()
    score = fields.Float(digits=(4, 1), aggregator="avg")
    suggested_grade_id = fields.Many2one(
        "kehu.grade", string="Grade by Score", ondelete="restrict"
    )
    settled_grade_id = fields.Many2one(
        "kehu.grade",
        string="Grade as It Holds",
        ondelete="restrict",
        help="By score, margins and minimum stay; an override comes on top of it.",
    )
    moved_on = fields.Date(
        string="Last Moved",
        help="When the score last moved the customer from one grade to another.",
    )
    grade_id = fields.Many2one("kehu.grade", ondelete="restrict")
    grade_color = fields.Integer(related="grade_id.color")
    lifecycle = fields.Selection(LIFECYCLES)
    standing = fields.Selection(STANDINGS)
    override_id = fields.Many2one(
        "kehu.grade.override", ondelete="set null", groups=SALES
    )
    scorecard_id = fields.Many2one("kehu.scorecard", ondelete="set null", groups=SALES)

    _one_row = models.Constraint(
        "UNIQUE (partner_id, company_id)", "A customer has one row of figures."
    )
    _by_grade = models.Index("(company_id, grade_id, score DESC NULLS LAST, id)")
    _by_grade_clicked = models.Index("(company_id, grade_id, score DESC, id)")
    _by_score = models.Index("(score DESC NULLS LAST, id)")
    _by_partner = models.Index("(company_id, partner_id)")

    # ------------------------------------------------------------- computes
    @api.depends("company_id", "computed_on")
    def _compute_as_of(self):
        days = self.env["kehu.run"]._last_days(self.company_id)
        for metric in self:
            known = [d for d in (metric.computed_on, days.get(metric.company_id)) if d]
            metric.as_of = max(known, default=False)

    @api.depends("as_of", "last_sale_date", "interval_median", "overdue_since")
    def _compute_ages(self):
        for metric in self:
            day = metric.as_of
            sale, due = metric.last_sale_date, metric.overdue_since
            metric.recency_days = (day - sale).days if day and sale else 0
            metric.overdue_days = (day - due).days if day and due else 0
            metric.silence_ratio = (
                metric.recency_days / metric.interval_median if metric.has_rhythm else 0
            )

    @api.depends("net_12m", "audience_id")
    def _compute_place(self):
        places = self.env["kehu.facts"]._places(self)
        for metric in self:
            metric.pareto_rank, metric.pareto_share = places.get(metric.id, (0, 1.0))

    @api.depends("partner_id")
    def _compute_display_name(self):
        for metric in self:
            metric.display_name = metric.partner_id.display_name

    # ---------------------------------------------------------- for others
    @api.model
    def _fact_catalog(self):
        """Figures a criterion may score: name → `FactKind`. Glue addons add theirs."""
        return CATALOG

    @api.model
    def _of(self, partner, company):
        """The row of a customer, made when it is not there yet."""
        partner = partner.commercial_partner_id
        self.env["kehu.facts"].sudo()._be_born(partner, company)
        domain = [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        return self.sudo().with_context(active_test=False).search(domain)

    # -------------------------------------------------------------- actions
    def action_open_partner(self):
        """Open the customer behind the row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_refresh_now(self):
        """Bring these customers' figures and grades up to this minute."""
        self.check_access("read")
        for company in self.company_id:
            ours = self.filtered(lambda metric, c=company: metric.company_id == c)
            ours.partner_id._kehu_refresh(company)
        return True
