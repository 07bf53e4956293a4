"""What is asked of the ledger: which company, which day, which customers."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

SALES = ("out_invoice", "out_receipt")


@dataclass(frozen=True)
class Question:
    """One reading of the ledger, true at the end of ``day``.

    ``only`` limits it to some commercial partners (refresh now); ``replay`` takes
    open amounts from reconciliation dates instead of today's residuals; ``history``
    says that sales from before the cut-over were imported.
    """

    company_id: int
    day: date
    move_types: tuple[str, ...]
    history_months: int
    silent_factor: float
    pareto_a: float
    pareto_b: float
    volume_cut: float
    loyalty_cut: float
    default_audience_id: int
    foresight: object  # what the forecast has learned: pseudo, stretch, gone, horizon
    fading_from: float | None = None  # None: silence by the rule
    only: tuple[int, ...] | None = None
    replay: bool = False
    history: bool = False

    @property
    def year_from(self):
        """First day of the 12-month window (both ends in)."""
        return self.day - relativedelta(years=1) + relativedelta(days=1)

    @property
    def before_from(self):
        """First day of the 12 months before the window."""
        return self.year_from - relativedelta(years=1)

    @property
    def kept_from(self):
        """First day of the kept history, from which rhythm is read."""
        return (
            self.day - relativedelta(months=self.history_months) + relativedelta(days=1)
        )

    @property
    def month_bits(self):
        """One bit a calendar month, for each day of the last 12 months in turn."""
        starts = [*self.month_starts, self.day + timedelta(days=1)]
        spans = pairwise(starts)
        return [
            1 << number
            for number, (start, end) in enumerate(spans)
            for _day in range((end - start).days)
        ]

    @property
    def month_starts(self):
        """First days of the last 12 calendar months, the day's own the last."""
        this = self.day.replace(day=1)
        return [this - relativedelta(months=back) for back in range(11, -1, -1)]

    @property
    def quarter_from(self):
        """First of the last 90 days, the base of days sales outstanding."""
        return self.day - relativedelta(days=89)

    def among(self, column):
        """The condition that keeps ``column`` within the customers asked for."""
        if self.only is None:
            return SQL("TRUE")
        return SQL("%s = ANY(%s)", SQL(column), list(self.only))
