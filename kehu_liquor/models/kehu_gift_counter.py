from odoo import fields, models


class KehuGiftCounter(models.Model):
    """One row per person, company and year, written before a gift is judged.

    Two gifts entered at once for one person would each see the sum without the other
    and both slip under the limit. The second one waits here for the first.
    """

    _name = "kehu.gift.counter"
    _description = "Counter of gifts"
    _log_access = False

    person_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    year = fields.Integer(required=True, aggregator=None)
    number = fields.Integer(required=True, default=0)

    _once = models.UniqueIndex(
        "(person_id, company_id, year)", "One counter per person and year."
    )
