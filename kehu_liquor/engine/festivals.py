"""How far a day is from a festival, by which this trade lives.

Spring Festival 春节 and Mid-Autumn 中秋 move by weeks between years, so a month
compares with no month: the third week before the festival does with the third week
before the last one.
"""

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from . import lunar

LUNAR, SOLAR = "lunar", "solar"
FIRST_YEAR, LAST_YEAR = 1901, 2199
#: A festival further away than this is not the next one: a year of it is missing.
FURTHEST = 400
#: Two dates of one festival never lie closer together.
NEAREST = 300


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of the year, by the lunar or the common calendar."""

    calendar: str
    month: int
    day: int

    def makes_sense(self):
        """Whether there is such a day, in some year at least.

        >>> Rule(LUNAR, 8, 15).makes_sense(), Rule(LUNAR, 8, 31).makes_sense()
        (True, False)
        >>> Rule(SOLAR, 2, 29).makes_sense(), Rule(SOLAR, 2, 30).makes_sense()
        (True, False)
        """
        if not 1 <= self.month <= lunar.MONTHS:
            return False
        leap_year = 2024
        longest = monthrange(leap_year, self.month)[1]
        return 1 <= self.day <= (lunar.LONGEST if self.calendar == LUNAR else longest)

    def date_in(self, year):
        """The festival of a year of its calendar; a month's last day if it is short.

        >>> Rule(LUNAR, 1, 1).date_in(2027), Rule(SOLAR, 10, 1).date_in(2027)
        (datetime.date(2027, 2, 6), datetime.date(2027, 10, 1))
        """
        if self.calendar == LUNAR:
            return lunar.to_date(year, self.month, self.day)
        last = monthrange(year, self.month)[1]
        return date(year, self.month, min(self.day, last))


def upcoming(dates, day):
    """The next of a festival's ``dates``, ascending; the day itself counts.

    >>> springs = [date(2026, 2, 17), date(2027, 2, 6)]
    >>> upcoming(springs, date(2026, 2, 17)), upcoming(springs, date(2026, 2, 18))
    (datetime.date(2026, 2, 17), datetime.date(2027, 2, 6))
    >>> upcoming(springs, date(2027, 2, 7)), upcoming(springs, date(2024, 1, 1))
    (None, None)
    """
    at = bisect_left(dates, day)
    if at == len(dates) or (dates[at] - day).days > FURTHEST:
        return None
    return dates[at]


def days_before(dates, day):
    """Days from ``day`` to the next of ``dates``; None when that is not known.

    >>> days_before([date(2026, 2, 17)], date(2026, 1, 27))
    21
    """
    found = upcoming(dates, day)
    return (found - day).days if found else None


def week_before(days):
    """Which week before the festival: 1 is the last one, 0 the day itself.

    >>> [week_before(days) for days in (0, 1, 7, 8, 21)]
    [0, 1, 1, 2, 3]
    """
    return (days + 6) // 7


def crowded(dates):
    """The first two of a festival's dates that lie too close together, if any.

    >>> crowded([date(2026, 2, 17), date(2026, 3, 1)])
    (datetime.date(2026, 2, 17), datetime.date(2026, 3, 1))
    >>> crowded([date(2026, 2, 17), date(2027, 2, 6)])
    """
    pairs = pairwise(sorted(dates))
    return next((pair for pair in pairs if (pair[1] - pair[0]).days < NEAREST), None)
