from odoo import api, fields, models

from ..engine.grading import Margins


class ResCompanyGrading(models.Model):
    """What keeps grades from flip-flopping."""

    _inherit = "res.company"

    kehu_margin_up = fields.Float(
        string="Promotion Margin (Points)", default=2.0, digits=(4, 1)
    )
    kehu_margin_down = fields.Float(
        string="Demotion Margin (Points)", default=3.0, digits=(4, 1)
    )
    kehu_stay_days = fields.Integer(string="Minimum Stay (Days)", default=90)

    @api.constrains("kehu_margin_up", "kehu_margin_down", "kehu_stay_days")
    def _check_kehu_margins(self):
        self._check_kehu_lines()

    def _kehu_lines(self):
        margins = (self.kehu_margin_up, self.kehu_margin_down)
        return [
            *super()._kehu_lines(),
            (
                all(0 <= margin <= 20 for margin in margins),
                self.env._(
                    "Margins of promotion and demotion lie between 0 and 20 points: "
                    "more would keep customers from ever moving."
                ),
            ),
            (
                0 <= self.kehu_stay_days <= 730,
                self.env._("The minimum stay lies between 0 and 730 days."),
            ),
        ]

    def _kehu_margins(self):
        """The margins and the stay, as the engine takes them."""
        return Margins(
            up=self.kehu_margin_up,
            down=self.kehu_margin_down,
            stay=self.kehu_stay_days,
        )
