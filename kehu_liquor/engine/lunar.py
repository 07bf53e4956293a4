"""The Chinese calendar 农历: from a lunar month and day to a date, and back.

The reckoning is the library's (docs/decisions/0012). Ours are the two customs it
leaves open: a month without a 30th is over on its 29th, and what belongs to a leap
month 闰月 is kept in the month of the same number where the year has none.
"""

from datetime import date
from functools import lru_cache

from tyme4py.lunar import LunarDay, LunarMonth, LunarYear
from tyme4py.solar import SolarDay

MONTHS, LONGEST = 12, 30


def to_date(year, month, day, is_leap=False):
    """The date of a lunar day; of its month's last when the month is short.

    >>> to_date(2026, 1, 1), to_date(2026, 8, 15)
    (datetime.date(2026, 2, 17), datetime.date(2026, 9, 25))
    >>> to_date(2025, 12, 30)  # New Year's Eve; that month has 29 days
    datetime.date(2026, 2, 16)
    >>> to_date(2025, 6, 1), to_date(2025, 6, 1, is_leap=True)
    (datetime.date(2025, 6, 25), datetime.date(2025, 7, 25))
    >>> to_date(2026, 6, 1, is_leap=True)  # no leap month: kept in the sixth
    datetime.date(2026, 7, 14)
    """
    leap = is_leap and leap_month(year) == month
    number = -month if leap else month
    last = LunarMonth.from_ym(year, number).get_day_count()
    found = LunarDay.from_ymd(year, number, min(day, last)).get_solar_day()
    return date(found.get_year(), found.get_month(), found.get_day())


@lru_cache(maxsize=2048)
def from_date(day):
    """``(year, month, day, is_leap)`` of a date.

    >>> from_date(date(2026, 9, 25)), from_date(date(2025, 7, 25))
    ((2026, 8, 15, False), (2025, 6, 1, True))
    """
    found = SolarDay.from_ymd(day.year, day.month, day.day).get_lunar_day()
    month = found.get_month()
    return found.get_year(), abs(month), found.get_day(), month < 0


def leap_month(year):
    """The month after which a lunar year has a leap one, 0 without.

    >>> leap_month(2025), leap_month(2026)
    (6, 0)
    """
    return LunarYear.from_year(year).get_leap_month()
