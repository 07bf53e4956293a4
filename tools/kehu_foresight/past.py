"""What was known of each customer on a day, and what then happened in 90 days."""

import datetime
import itertools
from collections import defaultdict
from dataclasses import dataclass
from statistics import mean, median

from kehu_replay import ledger

HORIZON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Case:
    """A customer on the day of a cut; ``came`` is None where it stayed away."""

    gaps: tuple
    quiet: int
    came: int | None  # days from the cut to the next order

    @property
    def away(self):
        return self.came is None

    @property
    def rhythm(self):
        return median(self.gaps)


@dataclass(frozen=True)
class Cut:
    """All customers with at least so many sale dates on one day."""

    day: datetime.date
    usual: float  # the mean of their rhythms, in whole days
    cases: list

    def of(self, dates):
        """The cases with at least so many sale dates."""
        return [case for case in self.cases if len(case.gaps) + 1 >= dates]


def sale_dates(folder):
    """Each customer's sale dates, in order."""
    dates = defaultdict(set)
    for row in ledger.rows(folder, "trade_orders.csv.gz"):
        if row["type"] == "sale":
            day = datetime.date.fromisoformat(row["date"])
            dates[row["customer_no"]].add(day)
    return [sorted(dates[customer]) for customer in sorted(dates)]


def cut(dates, day):
    """What was known on ``day`` of every customer with two sale dates."""
    cases = [case for days in dates if (case := _case(days, day))]
    rhythms = [int(case.rhythm + 0.5) for case in cases]
    return Cut(day, mean(rhythms), cases)


def _case(days, cut_on):
    known = [day for day in days if day <= cut_on]
    if len(known) < 2:
        return None
    later = [day for day in days if cut_on < day <= cut_on + HORIZON]
    gaps = itertools.pairwise(known)
    return Case(
        gaps=tuple((after - before).days for before, after in gaps),
        quiet=(cut_on - known[-1]).days,
        came=(later[0] - cut_on).days if later else None,
    )
