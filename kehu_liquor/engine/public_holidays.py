"""China's public holidays, and the weekend days worked in lieu of them 调休.

The State Council publishes them year by year; the library carries what is published
(docs/decisions/0012). For a year that is not, the days of the law hold: the feasts
themselves, without bridges and without days in lieu.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tyme4py.holiday import LegalHoliday
from tyme4py.solar import SolarTerm

from . import lunar

ONE_DAY = timedelta(days=1)
#: Qingming 清明 among the solar terms of a year, from the winter solstice.
QINGMING = 7


class Year(NamedTuple):
    """The days off and the days worked in lieu of one common year."""

    closed: frozenset[date]
    opened: frozenset[date]
    is_published: bool


@cache
def of_year(year):
    """What is known of a year.

    >>> date(2026, 10, 1) in of_year(2026).closed, of_year(2026).is_published
    (True, True)
    >>> date(2026, 2, 14) in of_year(2026).opened  # a Saturday before the festival
    True
    >>> found = of_year(2190)
    >>> found.is_published, len(found.closed), len(found.opened)
    (False, 13, 0)
    """
    day, closed, opened = date(year, 1, 1), set(), set()
    while day.year == year:
        found = LegalHoliday.from_ymd(day.year, day.month, day.day)
        if found:
            (opened if found.is_work() else closed).add(day)
        day += ONE_DAY
    if closed:
        return Year(frozenset(closed), frozenset(opened), True)
    return Year(frozenset(by_law(year)), frozenset(), False)


def by_law(year):
    """The thirteen days off by law, since 2025; a day may be two feasts at once.

    >>> days = by_law(2027)
    >>> date(2027, 2, 5) in days, date(2027, 4, 5) in days, date(2027, 9, 15) in days
    (True, True, True)
    """
    eve = lunar.to_date(year, 1, 1) - ONE_DAY
    spring = {eve + n * ONE_DAY for n in range(4)}
    labour = {date(year, 5, 1), date(year, 5, 2)}
    national = {date(year, 10, n) for n in (1, 2, 3)}
    moon = {lunar.to_date(year, 5, 5), lunar.to_date(year, 8, 15)}
    return {date(year, 1, 1), qingming(year)} | spring | labour | national | moon


def qingming(year):
    """Tomb-Sweeping Day, by the sun.

    >>> qingming(2026), qingming(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 4, 5))
    """
    term = SolarTerm.from_index(year, QINGMING)
    found = term.get_julian_day().get_solar_day()
    return date(found.get_year(), found.get_month(), found.get_day())


def between(first, last):
    """``(closed, opened)`` of all years from first to last."""
    years = [of_year(year) for year in range(first.year, last.year + 1)]
    closed = frozenset().union(*(year.closed for year in years))
    return closed, frozenset().union(*(year.opened for year in years))
