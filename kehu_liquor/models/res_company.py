from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..engine.foresight import Model
from ..engine.grading import Margins
from ..engine.lifecycle import Habits


class ResCompany(models.Model):
    """Where a company draws its lines; each is a setting with a sane value."""

    _inherit = "res.company"

    kehu_history_months = fields.Integer(string="Kept History (Months)", default=36)
    kehu_include_receipts = fields.Boolean(string="Count Sales Receipts")
    kehu_pareto_a = fields.Float(string="Class a up to (%)", default=80.0)
    kehu_pareto_b = fields.Float(string="Class b up to (%)", default=95.0)
    kehu_silent_factor = fields.Float(string="Silent after (× Rhythm)", default=3.0)
    kehu_silence_by = fields.Selection(
        [("forecast", "Forecast"), ("rule", "Rule")],
        string="Next Order and Silence by",
        default="forecast",
        required=True,
    )
    kehu_by_forecast = fields.Boolean(compute="_compute_kehu_by_forecast")
    kehu_fading_from = fields.Float(string="Falling Silent from (%)", default=35.0)
    kehu_volume_cut = fields.Float(string="Volume Cut (0–100)", default=50.0)
    kehu_loyalty_cut = fields.Float(string="Loyalty Cut (0–100)", default=50.0)
    kehu_new_days = fields.Integer(string="New for (Days)", default=90)
    kehu_lost_days = fields.Integer(string="Lost after (Days)", default=365)
    kehu_wavering_factor = fields.Float(string="Wavering after (× Rhythm)", default=1.5)
    kehu_loyal_from = fields.Float(string="Loyal from (0–100)", default=60.0)
    kehu_margin_up = fields.Float(
        string="Promotion Margin (Points)", default=2.0, digits=(4, 1)
    )
    kehu_margin_down = fields.Float(
        string="Demotion Margin (Points)", default=3.0, digits=(4, 1)
    )
    kehu_stay_days = fields.Integer(string="Minimum Stay (Days)", default=90)
    kehu_duplicate_from = fields.Float(string="Duplicate from (%)", default=80.0)
    kehu_similar_from = fields.Float(string="Similar from (%)", default=60.0)
    kehu_cutover_date = fields.Date(
        string="Cut-Over Date", help="The first day invoiced in Odoo."
    )

    @api.depends("kehu_silence_by")
    def _compute_kehu_by_forecast(self):
        for company in self:
            company.kehu_by_forecast = company.kehu_silence_by == "forecast"

    @api.constrains(
        "kehu_history_months",
        "kehu_pareto_a",
        "kehu_pareto_b",
        "kehu_silent_factor",
        "kehu_wavering_factor",
        "kehu_fading_from",
        "kehu_volume_cut",
        "kehu_loyalty_cut",
        "kehu_loyal_from",
        "kehu_new_days",
        "kehu_lost_days",
        "kehu_margin_up",
        "kehu_margin_down",
        "kehu_stay_days",
        "kehu_duplicate_from",
        "kehu_similar_from",
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
                0 < self.kehu_fading_from < 100,
                self.env._(
                    "The chance from which a customer is falling silent lies between "
                    "0 and 100 %."
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
            (
                0 <= self.kehu_margin_up <= 20 and 0 <= self.kehu_margin_down <= 20,
                self.env._(
                    "Margins of promotion and demotion lie between 0 and 20 points: "
                    "more would keep customers from ever moving."
                ),
            ),
            (
                0 <= self.kehu_stay_days <= 730,
                self.env._("The minimum stay lies between 0 and 730 days."),
            ),
            (
                0 < self.kehu_similar_from <= self.kehu_duplicate_from <= 100,
                self.env._(
                    "Similar begins before duplicate, and both between 0 and 100 %."
                ),
            ),
        ]

    def _kehu_margins(self):
        """What keeps grades from flip-flopping, as the engine takes it."""
        return Margins(
            up=self.kehu_margin_up,
            down=self.kehu_margin_down,
            stay=self.kehu_stay_days,
        )

    @api.constrains("kehu_cutover_date")
    def _check_kehu_cutover_date(self):
        """No imported day may come to lie where Odoo's own invoices count."""
        for company in self:
            last = (
                self.env["kehu.external.sale"]
                .sudo()
                .search(
                    [("company_id", "=", company.id), ("kind", "=", "history")],
                    order="date desc",
                    limit=1,
                )
            )
            cutover = company.kehu_cutover_date
            if last and (not cutover or cutover <= last.date):
                raise ValidationError(
                    self.env._(
                        "History is imported up to %(last)s: the cut-over date must "
                        "lie after it. Undo that import first to move it.",
                        last=format_date(self.env, last.date),
                    )
                )

    def _kehu_foresight(self):
        """What the forecast has learned; an addon may bring figures of its own."""
        return Model()

    def _kehu_fading_from(self):
        """The chance from which a customer is falling silent; None by the rule."""
        return self.kehu_fading_from / 100 if self.kehu_by_forecast else None

    def _kehu_habits(self):
        """The lines of lifecycle and standing, as the engine takes them."""
        return Habits(
            new_days=self.kehu_new_days,
            lost_days=self.kehu_lost_days,
            wavering_factor=self.kehu_wavering_factor,
            loyal_from=self.kehu_loyal_from,
        )
