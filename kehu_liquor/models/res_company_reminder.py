from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_partner import SALES


class ResCompanyReminder(models.Model):
    """When salespeople hear in the morning what is due, if they do."""

    _inherit = "res.company"

    kehu_week_reminder = fields.Boolean(string="Morning Reminder", default=True)
    kehu_reminder_hour = fields.Float(string="Reminder at", default=8.5)

    @api.constrains("kehu_reminder_hour")
    def _check_kehu_reminder(self):
        for company in self:
            if not 0 <= company.kehu_reminder_hour < 24:
                raise ValidationError(
                    self.env._("The reminder goes between 00:00 and 23:59.")
                )


class ResUsersReminder(models.Model):
    """Whether a salesperson wants the morning's reminder."""

    _inherit = "res.users"

    kehu_week_reminder = fields.Boolean(
        string="Morning Reminder of My Week", default=True, groups=SALES
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_READABLE_FIELDS, "kehu_week_reminder"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_WRITEABLE_FIELDS, "kehu_week_reminder"]


class ResConfigSettingsReminder(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_week_reminder = fields.Boolean(
        related="company_id.kehu_week_reminder", readonly=False
    )
    kehu_reminder_hour = fields.Float(
        related="company_id.kehu_reminder_hour", readonly=False
    )
