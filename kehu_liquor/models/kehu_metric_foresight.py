from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..engine import foresight

#: Below this chance of staying away there is nothing to tell a salesperson.
WORTH_TELLING = 0.2
#: Within so many days of today a month and a day are clear without the year.
NEAR = 330


class KehuMetricForesight(models.Model):
    """When a customer will order next, how sure that is, and who falls silent.

    Read by `engine.foresight` from the intervals' number and powers and the usual
    rhythm of the audience, on the day somebody looks: what moves daily is not stored.
    A company that goes by the rule sees the rule's date and silence instead.
    """

    _inherit = "kehu.metric"

    interval_powers = fields.Integer(
        aggregator=None,
        help="Sum of the intervals to the power of 1.5: what the forecast keeps.",
    )
    is_fading = fields.Boolean(
        string="Falling Silent",
        help="Quiet longer than usual, and likely to stay away for 90 days.",
    )
    expected_date = fields.Date(
        compute="_compute_foresight",
        search="_search_expected_date",
        string="Order Expected",
    )
    has_away_chance = fields.Boolean(compute="_compute_foresight")
    away_chance = fields.Float(
        compute="_compute_foresight", string="Chance of No Order in 90 Days"
    )

    @api.depends(
        "as_of", "audience_id", "interval_powers", "last_sale_date", "next_order_date"
    )
    def _compute_foresight(self):
        found = self._foresights()
        for metric in self:
            forecast = found.get(metric.id)
            metric.expected_date = metric.next_order_date
            metric.has_away_chance = bool(forecast)
            metric.away_chance = forecast.away if forecast else 0
            if forecast:
                metric.expected_date = metric._expected(forecast)

    def _foresights(self):
        """Forecasts of rows with a rhythm whose company goes by them: id → forecast."""
        usual = self._usual_rhythms()
        found = {}
        for metric in self:
            key = (metric.company_id.id, metric.audience_id.id)
            if metric.has_rhythm and metric.as_of and key in usual:
                found[metric.id] = metric._foresight(usual[key])
        return found

    def _usual_rhythms(self):
        """The audiences' usual days of companies that go by forecast."""
        companies = self.company_id.sudo().filtered("kehu_by_forecast")
        rows = self.env["kehu.audience.rhythm"].sudo()
        found = rows.search_fetch(
            [("company_id", "in", companies.ids)], ["audience_id", "usual_days"]
        )
        return {
            (row.company_id.id, row.audience_id.id): row.usual_days for row in found
        }

    def _foresight(self, usual):
        belief = foresight.believe(
            self.sale_date_count - 1,
            self.interval_powers,
            usual,
            self.company_id._kehu_foresight(),
        )
        return foresight.forecast(belief, max(0, self.recency_days))

    def _expected(self, forecast):
        """The day by which half have ordered, as `kehu.facts._expected_date` has it."""
        days = max(int(forecast.middle + 0.5), max(0, self.recency_days) + 1)
        return self.last_sale_date + timedelta(days=days)

    # ---------------------------------------------------------------- words
    def _say_expected(self):
        """When the next order is expected: a range with its sureness, or the rule's."""
        forecast = self._foresights().get(self.id)
        if not forecast:
            return self.env._("next %s", format_date(self.env, self.next_order_date))
        soonest = max(0, self.recency_days) + 1
        ends = [
            self.last_sale_date + timedelta(days=max(soonest, int(end + 0.5)))
            for end in (forecast.low, forecast.high)
        ]
        begin, end = self._say_days(*ends)
        return self.env._(
            "next order %(from)s ~ %(to)s (%(sure)s %% sure)",
            **{"from": begin, "to": end, "sure": round(100 * foresight.SURE)},
        )

    def _say_days(self, *days):
        """Month and day; the year too where they lie so far off that it is needed."""
        near = all(abs((day - self.as_of).days) < NEAR for day in days)
        pattern = self.env._("MMM d") if near else None
        return [format_date(self.env, day, date_format=pattern) for day in days]

    def _say_away(self):
        """One sentence on a customer beyond its rhythm who may stay away, or False."""
        late = self.has_away_chance and self.recency_days > self.interval_median
        if not late or (not self.is_fading and self.away_chance < WORTH_TELLING):
            return False
        return self._say_chance()

    def _say_chance(self):
        """Why the forecast says so: the chance, the quiet days, the usual ones."""
        usual = self._usual_rhythms()[(self.company_id.id, self.audience_id.id)]
        fresh = foresight.believe(self.sale_date_count - 1, self.interval_powers, usual)
        low, high = (
            round(foresight.due(fresh, 0, share))
            for share in (foresight.LOW, foresight.HIGH)
        )
        return self.env._(
            "%(chance)s %% chance of no order in 90 days: "
            "%(quiet)s days without one, usually %(low)s–%(high)s days.",
            chance=round(100 * self.away_chance),
            quiet=self.recency_days,
            low=max(1, low),
            high=high,
        )
