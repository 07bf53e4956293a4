from odoo import api, fields, models


class KehuMetricContract(models.Model):
    """How a customer stands by its running contracts: targets, term, deposit.

    Kept by the night (`kehu.facts._keep_dealers`). Several contracts are one figure:
    what they reached together over what was due, and the first day on which one ends
    without a signed renewal.
    """

    _inherit = "kehu.metric"

    has_contract = fields.Boolean(string="Has a Running Contract", readonly=True)
    contract_date_end = fields.Date(string="Contract until", readonly=True)
    contract_days_left = fields.Integer(
        string="Contract: Days Left",
        compute="_compute_contract_days_left",
        aggregator=None,
    )
    has_sales_pace = fields.Boolean(string="Has a Sales Target", readonly=True)
    sales_pace = fields.Float(
        string="Sales against Plan",
        readonly=True,
        aggregator=None,
        help="Reached by now over due by now, of the running contracts.",
    )
    has_cash_pace = fields.Boolean(string="Has a Cash Target", readonly=True)
    cash_pace = fields.Float(
        string="Cash against Plan",
        readonly=True,
        aggregator=None,
        help="Reached by now over due by now, of the running contracts.",
    )
    has_deposit = fields.Boolean(string="Has a Deposit", readonly=True)
    deposit_date_end = fields.Date(string="Deposit until", readonly=True)
    deposit_short = fields.Monetary(
        string="Deposit Lacking",
        readonly=True,
        help="Agreed in running contracts and not received yet.",
    )

    @api.depends("as_of", "contract_date_end")
    def _compute_contract_days_left(self):
        for metric in self:
            end, day = metric.contract_date_end, metric.as_of
            metric.contract_days_left = max(0, (end - day).days) if end and day else 0
