from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.lifecycle import Habits


class ResCompany(models.Model):
    """Where a company draws its lines; each is a setting with a sane value."""

    _name = "res.company"
    _inherit = ["res.company", "kehu.apart"]

    kehu_history_months = fields.Integer(string="Kept History (Months)", default=36)
    kehu_include_receipts = fields.Boolean(string="Count Sales Receipts")
    kehu_pareto_a = fields.Float(string="Class a up to (%)", default=80.0)
    kehu_pareto_b = fields.Float(string="Class b up to (%)", default=95.0)
    kehu_silent_factor = fields.Float(string="Silent after (× Rhythm)", default=3.0)
    kehu_volume_cut = fields.Float(string="Volume Cut (0–100)", default=50.0)
    kehu_loyalty_cut = fields.Float(string="Loyalty Cut (0–100)", default=50.0)
    kehu_new_days = fields.Integer(string="New for (Days)", default=90)
    kehu_lost_days = fields.Integer(string="Lost after (Days)", default=365)
    kehu_wavering_factor = fields.Float(string="Wavering after (× Rhythm)", default=1.5)
    kehu_loyal_from = fields.Float(string="Loyal from (0–100)", default=60.0)

    @api.constrains(
        "kehu_history_months",
        "kehu_pareto_a",
        "kehu_pareto_b",
        "kehu_silent_factor",
        "kehu_wavering_factor",
        "kehu_volume_cut",
        "kehu_loyalty_cut",
        "kehu_loyal_from",
        "kehu_new_days",
        "kehu_lost_days",
    )
    def _check_kehu_lines(self):
        for company in self:
            for makes_sense, sentence in company._kehu_lines():
                if not makes_sense:
                    raise ValidationError(sentence)

    def _kehu_lines(self):
        """``(makes sense, what to say when not)`` for each setting."""
        cuts = (self.kehu_volume_cut, self.kehu_loyalty_cut, self.kehu_loyal_from)
        return [
            (
                12 <= self.kehu_history_months <= 120,
                self.env._("Keep between 12 and 120 months of history."),
            ),
            (
                0 < self.kehu_pareto_a < self.kehu_pareto_b < 100,
                self.env._(
                    "Class a must end before class b, and both between 0 and 100 %."
                ),
            ),
            (
                1 <= self.kehu_wavering_factor <= self.kehu_silent_factor,
                self.env._(
                    "A customer wavers before it falls silent: choose the first factor "
                    "at least 1 and not above the second."
                ),
            ),
            (
                all(0 <= cut <= 100 for cut in cuts),
                self.env._("Cuts on the 0–100 axes lie between 0 and 100."),
            ),
            (
                0 <= self.kehu_new_days < self.kehu_lost_days,
                self.env._(
                    "A customer is new for fewer days than it takes to be lost."
                ),
            ),
        ]

    def _kehu_habits(self):
        """The lines of lifecycle and standing, as the engine takes them."""
        return Habits(
            new_days=self.kehu_new_days,
            lost_days=self.kehu_lost_days,
            wavering_factor=self.kehu_wavering_factor,
            loyal_from=self.kehu_loyal_from,
        )
