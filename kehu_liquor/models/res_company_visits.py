from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompanyVisits(models.Model):
    """How long a plan waits for its log; which holidays the company keeps."""

    _inherit = "res.company"

    kehu_visit_grace_days = fields.Integer(string="Log within (Days)", default=3)
    kehu_public_holidays = fields.Boolean(
        string="China's Public Holidays",
        default=True,
        help="For companies in China: nothing falls due on public holidays, and "
        "weekend days worked in lieu of them are working days.",
    )

    @api.constrains("kehu_visit_grace_days")
    def _check_kehu_visits(self):
        for company in self:
            if not 0 <= company.kehu_visit_grace_days <= 31:
                raise ValidationError(
                    self.env._("A planned contact waits from 0 to 31 days for its log.")
                )

    def _kehu_keeps_holidays(self):
        """Whether the mainland's calendar of holidays holds here."""
        self.ensure_one()
        return self.kehu_public_holidays and self.country_id.code == "CN"


class ResConfigSettingsVisits(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_visit_grace_days = fields.Integer(
        related="company_id.kehu_visit_grace_days", readonly=False
    )
    kehu_public_holidays = fields.Boolean(
        related="company_id.kehu_public_holidays", readonly=False
    )
