from odoo import fields, models

from .res_partner import FIGURES


class ResUsers(models.Model):
    """Who wants the daily digest; and a handover for whoever leaves with customers."""

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

    def write(self, vals):
        done = super().write(vals)
        if vals.get("active") is False:
            self.env["kehu.handover"].sudo()._suggest(self)
        return done
