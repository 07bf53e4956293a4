from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .kehu_visit_position import DEFAULT_DAYS

SALES = "kehu_liquor.group_kehu_user"


class ResCompanyPosition(models.Model):
    """Whether a visit may keep one point of where it was, and for how long."""

    _inherit = "res.company"

    kehu_visit_position = fields.Boolean(string="Position at Check-In")
    kehu_visit_position_days = fields.Integer(
        string="Keep Positions (Days)", default=DEFAULT_DAYS
    )

    @api.constrains("kehu_visit_position_days")
    def _check_kehu_visit_position(self):
        for company in self:
            if not 1 <= company.kehu_visit_position_days <= 1000:
                raise ValidationError(
                    self.env._("Positions are kept from 1 to 1000 days.")
                )


class ResConfigSettingsPosition(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_visit_position = fields.Boolean(
        related="company_id.kehu_visit_position", readonly=False
    )
    kehu_visit_position_days = fields.Integer(
        related="company_id.kehu_visit_position_days", readonly=False
    )


class ResUsersPosition(models.Model):
    """Each person switches the position on for themselves; it is off."""

    _inherit = "res.users"

    kehu_visit_position = fields.Boolean(
        string="Offer My Position at Check-In", groups=SALES
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_READABLE_FIELDS, "kehu_visit_position"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_WRITEABLE_FIELDS, "kehu_visit_position"]
