from odoo import api, fields, models
from odoo.exceptions import UserError

from .fact_catalog import FactKind

AXES = [
    ("ability", "Selling Ability"),
    ("credit", "Credit"),
    ("other", "Neither: Total Only"),
]
MARKS = [(str(n), str(n)) for n in range(1, 6)]
PACE = ((0.5, 20), (0.7, 40), (0.85, 60), (1, 80), (1.1, 100))
#: What is known of a dealer beside the customer's own figures.
FACTS = {
    "sales_pace": FactKind("%", PACE),
    "cash_pace": FactKind("%", PACE),
    "outlets": FactKind("", ((1, 20), (5, 40), (10, 60), (20, 80), (40, 100))),
}
#: Figures of every customer that say something of a dealer.
FIGURES = ("rfm_m", "growth", "paid_on_time_share", "loyalty_index", "active_months")


class KehuEvaluationCriterion(models.Model):
    """What a dealer is judged by: a row, with its weight and what must be reached.

    A fact fills itself in; the rest is asked once a period. The least mark is the
    written criterion by which the network is screened anew.
    """

    _name = "kehu.evaluation.criterion"
    _description = "Criterion of dealer evaluation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    ask = fields.Char(string="What 1 and 5 Mean", translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    axis = fields.Selection(AXES, required=True, default="ability")
    weight = fields.Integer(required=True, default=5)
    fact = fields.Selection(
        "_selection_fact", string="Known from", help="Empty: asked in each period."
    )
    least = fields.Selection(
        MARKS, string="At Least", help="The written criterion; empty: none."
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "A criterion has a weight."
    )

    @api.model
    def _selection_fact(self):
        labels = self.env["kehu.metric"]._fact_labels()
        known = {
            "sales_pace": self.env._("Sales against Plan"),
            "cash_pace": self.env._("Cash against Plan"),
            "outlets": self.env._("Customers Supplied"),
        }
        return list((known | {name: labels[name] for name in FIGURES}).items())

    def _kind(self):
        catalog = self.env["kehu.metric"]._fact_catalog() | FACTS
        return catalog[self.fact]

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        lines = self.env["kehu.evaluation.line"].sudo()
        if lines.search_count([("criterion_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._("Dealers were judged by it: archive the criterion instead.")
            )
