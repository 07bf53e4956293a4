from odoo import fields, models


class ResCompany(models.Model):
    """Whether orders wait for a release in this company, or are only warned of."""

    _inherit = "res.company"

    kehu_order_release = fields.Boolean(
        string="Orders Wait for a Release",
        default=True,
        help="An order over the credit limit, of a customer overdue or not opened yet, "
        "waits until a manager releases it. Without it Odoo only warns.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_order_release = fields.Boolean(
        related="company_id.kehu_order_release", readonly=False
    )
