from odoo import api, fields, models

from .kehu_contract_standing import AIMS

FORECAST = ("sales", "cash")


class KehuContractForecast(models.Model):
    """Where running contracts will end, kept by the night for lists and accountants.

    The dealer's page says the same as of the minute, with how it is told. Missing
    while neither last year nor the term so far says anything.
    """

    _inherit = "kehu.contract"

    has_sales_forecast = fields.Boolean(readonly=True, copy=False)
    sales_forecast = fields.Monetary(
        string="Sales Expected at the End", readonly=True, copy=False
    )
    has_cash_forecast = fields.Boolean(readonly=True, copy=False)
    cash_forecast = fields.Monetary(
        string="Cash Expected at the End", readonly=True, copy=False
    )

    @api.model
    def _keep_forecasts(self, company, day, partners=None):
        """Of all that run, or of some customers'. :return: how many changed"""
        domain = [("company_id", "=", company.id), ("state", "=", "running")]
        if partners is not None:
            domain += [("partner_id", "in", partners.ids)]
        changed = 0
        for contract in self.search(domain):
            told = contract._told(day)
            if any(contract[name] != value for name, value in told.items()):
                contract.write(told)
                changed += 1
        return changed

    def _told(self, day):
        values = {}
        for aim in FORECAST:
            target, done, _due = AIMS[aim]
            told = self[target] and self._forecast(aim, self[done], day)
            value = self.currency_id.round(told.value) if told else 0.0
            values |= {f"has_{aim}_forecast": bool(told), f"{aim}_forecast": value}
        return values
