from odoo import api, fields, models

from ..engine.foresight import Model


class ResCompanyForesight(models.Model):
    """Whether the forecast or the plain rule says who falls silent, and from when."""

    _inherit = "res.company"

    kehu_silence_by = fields.Selection(
        [("forecast", "Forecast"), ("rule", "Rule")],
        string="Next Order and Silence by",
        default="forecast",
        required=True,
    )
    kehu_by_forecast = fields.Boolean(compute="_compute_kehu_by_forecast")
    kehu_fading_from = fields.Float(string="Falling Silent from (%)", default=35.0)

    @api.depends("kehu_silence_by")
    def _compute_kehu_by_forecast(self):
        for company in self:
            company.kehu_by_forecast = company.kehu_silence_by == "forecast"

    @api.constrains("kehu_fading_from")
    def _check_kehu_fading(self):
        self._check_kehu_lines()

    def _kehu_lines(self):
        return [
            *super()._kehu_lines(),
            (
                0 < self.kehu_fading_from < 100,
                self.env._(
                    "The chance from which a customer is falling silent lies between "
                    "0 and 100 %."
                ),
            ),
        ]

    def _kehu_foresight(self):
        """What the forecast has learned; an addon may bring figures of its own."""
        return Model()

    def _kehu_fading_from(self):
        """The chance from which a customer is falling silent; None by the rule."""
        return self.kehu_fading_from / 100 if self.kehu_by_forecast else None
