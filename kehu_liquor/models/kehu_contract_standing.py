from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..engine import targets

#: What is aimed at: name → (target, reached, due) of the contract.
AIMS = {
    "sales": ("sales_target", "sales_done", "sales_due"),
    "cash": ("cash_target", "cash_done", "cash_due"),
    "cases": ("case_target", "cases_done", "cases_due"),
}


class KehuContractStanding(models.Model):
    """How far a contract is: reached, due by now, and where the term will end.

    The night keeps the figures for lists and warnings; whoever opens a dealer's page
    reads them fresh. Never written by people.
    """

    _inherit = "kehu.contract"

    sales_done = fields.Monetary(string="Sold, Untaxed", readonly=True, copy=False)
    cash_done = fields.Monetary(string="Cash Received", readonly=True, copy=False)
    cases_done = fields.Float(
        string="Cases Sold", readonly=True, copy=False, digits=(16, 1)
    )
    bottles_done = fields.Float(
        string="Bottles Sold",
        readonly=True,
        copy=False,
        digits=(16, 0),
        help="In each product's own unit.",
    )
    sales_due = fields.Monetary(string="Sales Due by Now", readonly=True, copy=False)
    cash_due = fields.Monetary(string="Cash Due by Now", readonly=True, copy=False)
    cases_due = fields.Float(
        string="Cases Due by Now", readonly=True, copy=False, digits=(16, 1)
    )
    has_sales_pace = fields.Boolean(readonly=True, copy=False)
    sales_pace = fields.Float(
        string="Sales against Plan",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Reached by now over due by now.",
    )
    has_cash_pace = fields.Boolean(readonly=True, copy=False)
    cash_pace = fields.Float(
        string="Cash against Plan", readonly=True, copy=False, aggregator=None
    )

    def _forecast(self, aim, done, day):
        """Where the term will end. :return: `engine.targets.Forecast` or None"""
        self.ensure_one()
        before = self._before(aim)
        term = self.date_from, self.date_end
        moved = targets.moved_on(before, *term, self._seasons())
        return targets.forecast(done, day, *term, moved)

    def _before(self, aim):
        """The year before, day by day, of what is aimed at."""
        if aim == "cash":
            first = self.date_from - relativedelta(years=1, days=60)
            last = self.date_end - relativedelta(years=1, days=-60)
            facts = self.env["kehu.facts"].sudo()
            paid = facts._paid_by_day(self.company_id, self.partner_id, first, last)
            return dict(paid)
        days = {}
        for day, _goods, net, cases in self._sold_before():
            days[day] = days.get(day, 0) + (cases if aim == "cases" else net)
        return days
