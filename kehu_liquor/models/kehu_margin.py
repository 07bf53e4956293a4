from odoo import api, fields, models

from ..engine.periods import PERIODS, span


class KehuMargin(models.Model):
    """What was left of a customer's net sales after the products' cost, by period.

    Worked out by the night at the cost of that night, for the overview's curve.
    Nobody reads the table: the overview shows it to managers alone, as the sales
    analysis does. A customer with goods whose cost is missing has no margin: that is
    not zero, and ``net_costed`` tells how much of the net sales has a cost.
    """

    _name = "kehu.margin"
    _description = "Gross margin by customer and period"
    _rec_name = "partner_id"
    _order = "company_id, period, id"

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    period = fields.Char(required=True)
    net = fields.Monetary(string="Net Sales")
    net_costed = fields.Monetary(string="Net Sales of Known Cost")
    has_margin = fields.Boolean(string="All Costs Known")
    margin = fields.Monetary(string="Gross Margin")

    _one_row = models.UniqueIndex("(company_id, period, partner_id)")

    @api.model
    def _refresh(self, company, day, only=None):
        """Bring the margins of a company, or of some customers, to a day."""
        spans = {period: span(period, day) for period in PERIODS}
        facts = self.env["kehu.facts"].sudo()
        return facts._refresh_margins(company, day, spans, only)
