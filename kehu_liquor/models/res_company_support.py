from odoo import fields, models


class ResCompanySupport(models.Model):
    """From which amount on two people approve a support."""

    _inherit = "res.company"

    kehu_support_second_from = fields.Monetary(
        string="Two Approvals from", default=20000.0
    )

    _kehu_support_second = models.Constraint(
        "CHECK (kehu_support_second_from >= 0)",
        "The amount from which two approve is not negative.",
    )


class ResConfigSettingsSupport(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_support_second_from = fields.Monetary(
        related="company_id.kehu_support_second_from",
        readonly=False,
        currency_field="currency_id",
    )
