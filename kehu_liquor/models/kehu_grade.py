from odoo import api, fields, models

STRATEGIES = [
    ("keep", "Keep"),
    ("grow", "Grow"),
    ("maintain", "Maintain"),
    ("reform", "Reform"),
    ("drop", "Let go"),
]


class KehuGrade(models.Model):
    """A rung of the ladder KA, A, B, C, D, and what a customer on it gets.

    Decides: from which score a customer reaches it, and with which strategy and
    promises it is served. Read from the top: the first floor that the score
    reaches is the grade.
    """

    _name = "kehu.grade"
    _description = "Customer grade"
    _order = "score_from desc, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: shared by all companies."
    )
    score_from = fields.Float(
        string="From Score",
        digits=(4, 1),
        required=True,
        help="Customers with at least this score (0–100) reach the grade.",
    )
    color = fields.Integer(help="Shade of violet on badges: 0 (pale) to 4 (deep).")
    strategy = fields.Selection(STRATEGIES, required=True, default="maintain")
    strategy_note = fields.Char(
        string="Strategy in Words", translate=True, help="Said beside the badge."
    )
    payment_days = fields.Integer(
        string="Credit Days", help="How many days this grade may take to pay."
    )
    delivery_promise = fields.Char(
        translate=True, help="What is promised on delivery, for instance “same day”."
    )
    priority = fields.Integer(
        string="Priority for Scarce Products",
        help="Who is served first when there is not enough: higher comes first.",
    )
    benefit_note = fields.Text(string="What the Customer Gets", translate=True)

    _score_in_range = models.Constraint(
        "CHECK (score_from >= 0 AND score_from <= 100)",
        "A grade begins at a score between 0 and 100.",
    )
    _payment_days_positive = models.Constraint(
        "CHECK (payment_days >= 0)", "Credit days cannot be negative."
    )
    _one_floor = models.UniqueIndex(
        "(COALESCE(company_id, 0), score_from) WHERE active",
        "Two grades begin at the same score: give one of them another.",
    )

    @api.model
    def _ladder(self, company):
        """``[(floor, grade id), …]`` of a company: its own grades, else the shared."""
        own = self.sudo().search([("company_id", "=", company.id)])
        grades = own or self.sudo().search([("company_id", "=", False)])
        return [(grade.score_from, grade.id) for grade in grades]
