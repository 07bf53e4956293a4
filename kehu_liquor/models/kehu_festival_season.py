from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.targets import Season

LONGEST = 120  # days


class KehuFestivalSeason(models.Model):
    """The season before a festival: how long it is, and how much more it brings.

    Monthly targets are weighed by it, and last year's sales are moved along with it.
    """

    _inherit = "kehu.festival"

    season_days = fields.Integer(
        string="Season (Days before)", help="0: this festival moves no sales."
    )
    season_factor = fields.Float(
        string="Bought So Many Times As Much", default=1.0, digits=(4, 2)
    )

    @api.constrains("season_days", "season_factor")
    def _check_season(self):
        for festival in self:
            days, factor = festival.season_days, festival.season_factor
            if not (0 <= days <= LONGEST and 0 < factor <= 10):
                raise ValidationError(
                    self.env._(
                        "A season lasts from 0 to %(days)s days and weighs up to 10 "
                        "times a usual day.",
                        days=LONGEST,
                    )
                )

    @api.model
    def _seasons(self):
        """The seasons of the year, the strongest first, for `engine.targets`."""
        rows = self.sudo().search([("season_days", ">", 0)])
        return [
            Season(
                tuple(sorted(row.date_ids.mapped("date"))),
                row.season_days,
                row.season_factor,
            )
            for row in rows.sorted("season_factor", reverse=True)
        ]
