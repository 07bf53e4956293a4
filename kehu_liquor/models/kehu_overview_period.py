from odoo import api, models
from odoo.tools import format_date

from ..engine.periods import PERIODS, span

USUAL = PERIODS[0]
#: Periods that every night works out for all customers; the others are added up.
COLUMNS = {"12m": "net_12m", "90d": "net_90d", "prev_12m": "net_prev_12m"}
#: Measures that are known of every period.
EVERY_PERIOD = ("net_12m", "margin")


class KehuOverviewPeriod(models.AbstractModel):
    """Of which days the money on the overview is.

    What is decided of a customer (grade, quadrant, loyalty) speaks of the last 12
    months whatever is chosen here; the quadrant says so.
    """

    _inherit = "kehu.overview"

    @api.model
    def _read_period(self, period, measure):
        """A measure that another addon adds as a column has 12 months alone."""
        period = period or USUAL
        if not isinstance(period, str) or period not in PERIODS:
            self._refuse()
        return period if measure in EVERY_PERIOD else USUAL

    @api.model
    def _ranking(self, filters):
        """What ranks customers, as `kehu.facts._overview` takes it."""
        if filters["measure"] == "margin":
            return ("margin", self.env.company, filters["period"])
        if filters["measure"] != "net_12m":
            return filters["measure"]
        if filters["period"] in COLUMNS:
            return COLUMNS[filters["period"]]
        return ("sold", self.env.company, *self._span(filters))

    @api.model
    def _span(self, filters):
        return span(filters["period"], self._day())

    @api.model
    def _name_periods(self, filters):
        named = {
            "12m": self.env._("Last 12 months"),
            "90d": self.env._("Last 90 days"),
            "prev_12m": self.env._("The 12 months before"),
            "quarter": self.env._("This quarter"),
            "last_quarter": self.env._("Last quarter"),
            "year": self.env._("This year"),
            "last_year": self.env._("Last year"),
        }
        known = PERIODS if filters["measure"] in EVERY_PERIOD else [USUAL]
        return [{"value": period, "label": named[period]} for period in known]

    @api.model
    def _say_period(self, filters):
        """Its name and its days."""
        names = {one["value"]: one["label"] for one in self._name_periods(filters)}
        first, last = self._span(filters)
        return self.env._(
            "%(period)s: %(first)s to %(last)s",
            period=names[filters["period"]],
            first=format_date(self.env, first),
            last=format_date(self.env, last),
        )

    @api.model
    def _ranking_label(self, filters):
        """What the money that ranks is called."""
        ranking = self._ranking(filters)
        if isinstance(ranking, str):
            return self._label(ranking)
        names = {one["value"]: one["label"] for one in self._name_periods(filters)}
        period = names[filters["period"]]
        if filters["measure"] == "margin":
            return self.env._("Gross Margin, %s", period)
        return self.env._("Net Sales, %s", period)
