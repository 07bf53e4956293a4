from odoo import api, fields, models

from ..engine import festivals
from .kehu_contract import STATES
from .kehu_contract_template import KINDS


class KehuContractProgress(models.Model):
    """Targets against sell-in and cash: by dealer, month, category or festival week.

    A target counts day by day, so that months, weeks before a festival and part of a
    term add up alike. Sales are the documents that all figures count; cash goes to
    the categories of the invoices it pays. Whoever sees the customer reads its rows.
    """

    _name = "kehu.contract.progress"
    _description = "Progress against targets"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "contract_id"

    contract_id = fields.Many2one("kehu.contract", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one("kehu.territory", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    state = fields.Selection(STATES, readonly=True)
    date = fields.Date(readonly=True)
    document = fields.Char(readonly=True)
    category_id = fields.Many2one(
        "product.category",
        string="Target Category",
        readonly=True,
        help="Empty: what no target names by itself.",
    )
    spring_days = fields.Integer(
        string="Days before Spring Festival", readonly=True, aggregator="min"
    )
    spring_week = fields.Selection(
        selection="_weeks", string="Weeks before Spring Festival", readonly=True
    )
    spring_year = fields.Char(string="Year of that Spring Festival", readonly=True)
    autumn_days = fields.Integer(
        string="Days before Mid-Autumn", readonly=True, aggregator="min"
    )
    autumn_week = fields.Selection(
        selection="_weeks", string="Weeks before Mid-Autumn", readonly=True
    )
    autumn_year = fields.Char(string="Year of that Mid-Autumn", readonly=True)

    sales_target = fields.Monetary(readonly=True)
    sales_done = fields.Monetary(string="Sold", readonly=True)
    sales_rate = fields.Float(string="Sales Reached", readonly=True, aggregator="avg")
    cash_target = fields.Monetary(readonly=True)
    cash_done = fields.Monetary(string="Cash Received", readonly=True)
    cash_rate = fields.Float(string="Cash Reached", readonly=True, aggregator="avg")
    case_target = fields.Float(string="Target in Cases", readonly=True, digits=(16, 1))
    cases_done = fields.Float(string="Cases Sold", readonly=True, digits=(16, 1))
    case_rate = fields.Float(string="Cases Reached", readonly=True, aggregator="avg")
    bottles_done = fields.Float(
        string="Bottles Sold",
        readonly=True,
        digits=(16, 0),
        help="In each product's own unit.",
    )

    _depends = {
        "kehu.contract": [
            "partner_id",
            "company_id",
            "kind",
            "state",
            "date_from",
            "date_end",
            "ended_on",
            "covers_all",
        ],
        "kehu.contract.target": [
            "contract_id",
            "month",
            "category_id",
            "sales",
            "cash",
            "cases",
        ],
        "kehu.contract.territory": ["contract_id", "category_id"],
        "account.move": [
            "state",
            "move_type",
            "name",
            "company_id",
            "invoice_date",
            "commercial_partner_id",
        ],
        "account.move.line": [
            "move_id",
            "parent_state",
            "display_type",
            "balance",
            "quantity",
            "product_id",
            "product_uom_id",
            "partner_id",
            "date",
        ],
        "kehu.external.sale": ["kind", "state", "partner_id", "date", "amount"],
        "kehu.external.sale.line": ["sale_id", "product_id", "quantity", "amount"],
        "account.partial.reconcile": ["amount", "credit_move_id", "debit_move_id"],
        "product.template": ["categ_id", "uom_id", "uom_ids"],
        "product.category": ["parent_path"],
        "uom.uom": ["factor", "parent_path"],
        "res.company": ["currency_id", "kehu_include_receipts"],
        "res.partner": ["user_id", "kehu_territory_id", "commercial_partner_id"],
        "kehu.festival.date": ["festival_id", "date"],
    }

    @api.model
    def _weeks(self):
        """Weeks before a festival, as `festivals.week_before` counts them."""
        last = festivals.week_before(festivals.FURTHEST)
        return [("00", self.env._("Festival day"))] + [
            (f"{n:02}", self.env._("Week %s before", n)) for n in range(1, last + 1)
        ]
