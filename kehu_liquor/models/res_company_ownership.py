from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompanyOwnership(models.Model):
    """How long a claim holds, and how many customers of the pool one person."""

    _inherit = "res.company"

    kehu_claim_days = fields.Integer(string="Claim Term (Days)", default=60)
    kehu_pool_limit = fields.Integer(string="Pool Limit per Person", default=30)

    @api.constrains("kehu_claim_days", "kehu_pool_limit")
    def _check_kehu_ownership(self):
        for company in self:
            if company.kehu_claim_days < 1 or company.kehu_pool_limit < 1:
                raise ValidationError(
                    self.env._("A claim holds at least a day, for at least a customer.")
                )


class ResConfigSettingsOwnership(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_claim_days = fields.Integer(
        related="company_id.kehu_claim_days", readonly=False
    )
    kehu_pool_limit = fields.Integer(
        related="company_id.kehu_pool_limit", readonly=False
    )
