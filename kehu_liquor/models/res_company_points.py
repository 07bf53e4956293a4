from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..engine import points

EXPIRY = {
    "kehu_points_expiry",
    "kehu_points_months",
    "kehu_points_month",
    "kehu_points_day",
}
MONTHS = [(str(number), f"{number:02d}") for number in range(1, 13)]


class ResCompanyPoints(models.Model):
    """How long points hold, what one is worth in the books, how often windows open."""

    _inherit = "res.company"

    kehu_points_expiry = fields.Selection(
        [
            ("never", "Points hold for ever"),
            ("months", "Points hold for some months"),
            ("year_end", "Points hold until a day of the following year"),
        ],
        string="Points Expire",
        default="months",
        required=True,
    )
    kehu_points_months = fields.Integer(string="Points Hold (Months)", default=24)
    kehu_points_month = fields.Selection(
        MONTHS, string="Points End in Month", default="12", required=True
    )
    kehu_points_day = fields.Integer(string="Points End on Day", default=31)
    kehu_points_value = fields.Float(
        string="Worth of a Point",
        digits=(16, 4),
        default=0.01,
        help="In the company's currency: what redeeming a point is expected to cost.",
    )
    kehu_points_monthly = fields.Boolean(
        string="One Redemption Window a Month at Most", default=True
    )

    @api.constrains(
        "kehu_points_months",
        "kehu_points_day",
        "kehu_points_value",
    )
    def _check_kehu_points(self):
        for company in self:
            if not 1 <= company.kehu_points_months <= 120:
                raise ValidationError(
                    self.env._("Points hold between 1 and 120 months.")
                )
            if not 1 <= company.kehu_points_day <= 31:
                raise ValidationError(
                    self.env._("The day on which points end lies between 1 and 31.")
                )
            if company.kehu_points_value < 0:
                raise ValidationError(
                    self.env._("The worth of a point cannot be negative.")
                )

    def write(self, vals):
        done = super().write(vals)
        if EXPIRY & vals.keys():
            self.env.registry.clear_cache()
        return done

    def _kehu_points_last_day(self, day):
        """The last day on which points of a day hold; None for ever."""
        ends = self._kehu_points_expiry()
        return points.last_day(day, **ends) if ends else None

    @tools.ormcache("self.id")
    def _kehu_points_expiry(self):
        """How long points hold, as the engine takes it: asked at every posting."""
        self.ensure_one()
        if self.kehu_points_expiry == "months":
            return {"months": self.kehu_points_months}
        if self.kehu_points_expiry == "year_end":
            return {"year_end": (int(self.kehu_points_month), self.kehu_points_day)}
        return None


class ResConfigSettingsPoints(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_points_expiry = fields.Selection(
        related="company_id.kehu_points_expiry", readonly=False
    )
    kehu_points_months = fields.Integer(
        related="company_id.kehu_points_months", readonly=False
    )
    kehu_points_month = fields.Selection(
        related="company_id.kehu_points_month", readonly=False
    )
    kehu_points_day = fields.Integer(
        related="company_id.kehu_points_day", readonly=False
    )
    kehu_points_value = fields.Float(
        related="company_id.kehu_points_value", readonly=False
    )
    kehu_points_monthly = fields.Boolean(
        related="company_id.kehu_points_monthly", readonly=False
    )
