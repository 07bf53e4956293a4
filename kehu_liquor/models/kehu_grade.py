from odoo import api, fields, models

from ..engine import entitlements

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
    _inherit = ["kehu.in.company"]
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
    entitlement_ids = fields.One2many(
        "kehu.entitlement", "grade_id", string="What the Customer Gets"
    )
    payment_days = fields.Integer(
        compute="_compute_promises",
        string="Credit Days",
        help="What the grade alone allows; a more specific promise may say otherwise.",
    )
    delivery_promise = fields.Char(compute="_compute_promises")
    benefit_note = fields.Text(string="Benefits in Words", translate=True)

    _score_in_range = models.Constraint(
        "CHECK (score_from >= 0 AND score_from <= 100)",
        "A grade begins at a score between 0 and 100.",
    )
    _one_floor = models.UniqueIndex(
        "(COALESCE(company_id, 0), score_from) WHERE active",
        "Two grades begin at the same score: give one of them another.",
    )

    @api.depends("entitlement_ids.kind", "entitlement_ids.value")
    @api.depends_context("lang", "company")
    def _compute_promises(self):
        """What the grade brings by itself, in the current company."""
        for grade in self:
            rows = self.env["kehu.entitlement"].sudo()
            place = entitlements.Place(grade=grade.id or None)
            given = rows._given(self.env.company, [place])[0]
            days, _row = given.get("payment_days", (0, None))
            _hours, promise = given.get("delivery_hours", (0, False))
            grade.payment_days = int(days)
            grade.delivery_promise = promise and rows.browse(promise)._say()

    @api.model
    def _ladder(self, company):
        """``[(floor, grade id), …]`` of a company: its own grades, else the shared."""
        own = self.sudo().search([("company_id", "=", company.id)])
        grades = own or self.sudo().search([("company_id", "=", False)])
        return [(grade.score_from, grade.id) for grade in grades]
