from odoo import fields, models
from odoo.tools import format_date


class KehuPointsAsOf(models.TransientModel):
    """The points liability of any past day."""

    _name = "kehu.points.as.of"
    _description = "Points liability of a day"

    date = fields.Date(required=True, default=fields.Date.context_today)

    def action_apply(self):
        """Show what was owed in points at the end of that day."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_liability_action"
        )
        said = self.env._("%s: Points Owed", format_date(self.env, self.date))
        return {
            **action,
            "name": said,
            "display_name": said,  # what the screen shows
            "context": {
                "kehu_points_day": fields.Date.to_string(self.date),
                "search_default_group_age": 1,
            },
        }
