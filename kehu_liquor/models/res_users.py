from odoo import fields, models

from .res_partner import FIGURES


class ResUsers(models.Model):
    """Whether a person wants the daily digest of warnings."""

    _inherit = "res.users"

    kehu_alert_digest = fields.Boolean(
        string="Daily Digest of Warnings", default=True, groups=FIGURES
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_READABLE_FIELDS, "kehu_alert_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_WRITEABLE_FIELDS, "kehu_alert_digest"]
