from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompanyVisits(models.Model):
    """How long a planned contact waits for its log before it is missed."""

    _inherit = "res.company"

    kehu_visit_grace_days = fields.Integer(string="Log within (Days)", default=3)

    @api.constrains("kehu_visit_grace_days")
    def _check_kehu_visits(self):
        for company in self:
            if not 0 <= company.kehu_visit_grace_days <= 31:
                raise ValidationError(
                    self.env._("A planned contact waits from 0 to 31 days for its log.")
                )


class ResConfigSettingsVisits(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_visit_grace_days = fields.Integer(
        related="company_id.kehu_visit_grace_days", readonly=False
    )
