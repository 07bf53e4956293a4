from odoo import api, fields, models

from ..engine.periods import PERIODS, span


class KehuMargin(models.Model):
    """What was left of a customer's net sales after the products' cost, by period.

    Worked out by the night at the cost of that night, for the overview's curve.
    Nobody reads the table: the overview shows it to managers alone, as the sales
    analysis does. ``periods`` has, of each of `PERIODS` in which there were documents,
    net sales, those of a known cost, and the margin: null where goods have no cost,
    which is not zero.
    """

    _name = "kehu.margin"
    _description = "Gross margin by customer"
    _rec_name = "partner_id"
    _order = "company_id, id"

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    periods = fields.Json(string="By Period")

    _one_row = models.UniqueIndex("(company_id, partner_id)")

    @api.model
    def _refresh(self, company, day, only=None):
        """Bring the margins of a company, or of some customers, to a day."""
        spans = {period: span(period, day) for period in PERIODS}
        facts = self.env["kehu.facts"].sudo()
        return facts._refresh_margins(company, day, spans, only)
