from odoo import api, fields, models
from odoo.fields import Domain

#: A line's id is its card's, times this, and its place there: weights of at least 1
#: add up to 100, so that there are never more.
PLACES = 128


class KehuScorecardLine(models.Model):
    """How one criterion came out on one day: a reading of the card's own lines.

    The card keeps them in one value, for it is written once and read seldom; a row of
    its own for each criterion was most of what scoring wrote.
    """

    _name = "kehu.scorecard.line"
    _description = "Scorecard line"
    _order = "id"
    _auto = False

    card_id = fields.Many2one("kehu.scorecard", required=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    criterion_id = fields.Many2one("kehu.scheme.criterion", readonly=True)
    rung = fields.Integer(
        readonly=True,
        help="Which of the criterion's breakpoints the value reached, counted from 1."
        " A scheme in use never changes, so that the number says which for ever.",
    )
    breakpoint_id = fields.Many2one(
        "kehu.scheme.breakpoint", string="Rule", compute="_compute_breakpoint"
    )
    has_value = fields.Boolean(readonly=True)
    value = fields.Float(digits=(16, 4), readonly=True)
    value_text = fields.Char(compute="_compute_value_text", string="Fact")
    points = fields.Integer(readonly=True)
    weight = fields.Float(string="Weight (%)", digits=(4, 1), readonly=True)
    contribution = fields.Float(string="Adds", digits=(4, 1), readonly=True)

    @api.depends("rung", "criterion_id.breakpoint_ids.value_from")
    def _compute_breakpoint(self):
        for line in self:
            steps = line.criterion_id.breakpoint_ids.sorted("value_from")
            line.breakpoint_id = steps[max(0, line.rung - 1) : line.rung]

    @api.depends("value", "has_value", "criterion_id.fact")
    def _compute_value_text(self):
        catalog = self.env["kehu.metric"]._fact_catalog()
        for line in self:
            kind = catalog.get(line.criterion_id.fact)
            known = line.has_value and kind
            line.value_text = kind.show(line.value) if known else "–"

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Lines asked for by id are looked for on their cards alone."""
        narrow = Domain(domain).map_conditions(self._on_its_card)
        return super()._search(narrow, *args, **kwargs)

    @api.model
    def _on_its_card(self, condition):
        if condition.field_expr != "id" or condition.operator != "in":
            return condition
        if not all(isinstance(number, int) for number in condition.value):
            return condition
        cards = {number // PLACES for number in condition.value}
        return condition & Domain("card_id", "in", cards)
