from odoo import fields, models
from odoo.exceptions import AccessError


class KehuPool(models.Model):
    """The open pool: customers without an owner, by name only.

    Whoever sells may know that they are there, where and of which kind, and claim
    one. Figures, phones and contacts are not in this table, and no field leads from
    it to the customer.
    """

    _name = "kehu.pool"
    _description = "Open pool"
    _auto = False
    _order = "since desc nulls last, id"

    company_id = fields.Many2one("res.company")
    name = fields.Char(string="Customer")
    city = fields.Char()
    role_id = fields.Many2one("kehu.role")
    territory_id = fields.Many2one("kehu.territory")
    grade_id = fields.Many2one("kehu.grade")
    grade_color = fields.Integer(related="grade_id.color")
    since = fields.Date(string="In the Pool since")

    @property
    def _table_query(self):
        return self.env["kehu.facts"]._pool_table()

    def action_claim(self):
        """Claim these customers for oneself.

        Asks the figures, not the pool: who was a moment late reads why, instead of
        hearing that the row is gone.
        """
        self.browse().check_access("read")
        claims = self.env["kehu.claim"]
        for metric in self.env["kehu.metric"].sudo().browse(self.ids).exists():
            if metric.company_id not in self.env.companies:
                raise AccessError(self.env._("This customer is not in your companies."))
            claims += claims._take(metric.partner_id, self.env.user, metric.company_id)
        return claims._open_customers()
