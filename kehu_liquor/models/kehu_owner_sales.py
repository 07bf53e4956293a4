from odoo import fields, models


class KehuOwnerSales(models.Model):
    """Net sales by owner and month, twice: as it was then and as it is now.

    For whoever asks what a salesperson sold and what the customers they hold today
    bought. Every document stands in both columns once, so both add up to the same.
    """

    _name = "kehu.owner.sales"
    _description = "Sales by owner, then and now"
    _auto = False
    _rec_name = "month"
    _order = "month desc"

    company_id = fields.Many2one("res.company")
    currency_id = fields.Many2one(related="company_id.currency_id")
    month = fields.Date()
    partner_id = fields.Many2one("res.partner", string="Customer")
    basis = fields.Selection([("then", "Owner Then"), ("now", "Owner Now")])
    user_id = fields.Many2one("res.users", string="Owner")
    net = fields.Monetary(string="Net Sales")

    @property
    def _table_query(self):
        return self.env["kehu.facts"]._owner_sales_table()
