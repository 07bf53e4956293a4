from odoo import fields, models

from .kehu_metric import LIFECYCLES, STANDINGS


class KehuSourceAnalysis(models.Model):
    """What became of the customers that each source brought: one row a customer.

    Read from the figures: how many came, how many bought, stayed or were lost, and
    what they bought in 12 months. For whoever sees those customers.
    """

    _name = "kehu.source.analysis"
    _description = "Sources of customers"
    _auto = False
    _order = "net_12m desc nulls last, id"
    _rec_name = "partner_id"

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    source_id = fields.Many2one("kehu.source", readonly=True)
    referrer_id = fields.Many2one("res.partner", string="Referred by", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    role_id = fields.Many2one("kehu.role", string="Channel Role", readonly=True)
    territory_id = fields.Many2one("kehu.territory", readonly=True)
    grade_id = fields.Many2one("kehu.grade", string="Grade Today", readonly=True)
    grade_color = fields.Integer(related="grade_id.color")
    lifecycle = fields.Selection(LIFECYCLES, readonly=True)
    standing = fields.Selection(STANDINGS, readonly=True)
    entered_on = fields.Date(readonly=True, help="When the customer's file was made.")
    first_sale_date = fields.Date(string="First Sale", readonly=True)

    customer_count = fields.Integer(string="Number of Customers", readonly=True)
    buyer_count = fields.Integer(string="Became Buyers", readonly=True)
    loyal_count = fields.Integer(string="Became Loyal", readonly=True)
    lost_count = fields.Integer(string="Lost Again", readonly=True)
    conversion = fields.Float(
        string="First-Sale Conversion", readonly=True, aggregator="avg"
    )
    days_to_first_sale = fields.Float(
        string="Days to First Sale",
        readonly=True,
        aggregator="avg",
        help="From the file to the first sale, of customers entered before it.",
    )
    net_12m = fields.Monetary(string="Net Sales, 12 Months", readonly=True)
    net_per_customer = fields.Float(
        string="Net Sales per Customer", readonly=True, aggregator="avg"
    )

    _depends = {
        "kehu.metric": [
            "partner_id",
            "company_id",
            "active",
            "grade_id",
            "lifecycle",
            "standing",
            "first_sale_date",
            "net_12m",
        ],
        "res.partner": [
            "user_id",
            "kehu_role_id",
            "kehu_territory_id",
            "kehu_source_id",
            "kehu_referrer_id",
        ],
        "res.company": ["currency_id"],
    }

    def action_open_partner(self):
        """Open the customer behind the row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
