"""Days that come back every year: birthdays and anniversaries, by either calendar.

What the calendars leave open is decided here, and `remark` names it: a day of a leap
month 闰月 is kept in the plain month of the same number, the 30th of a short month on
its 29th, 29 February on the 28th.
"""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from . import lunar

LEAP, SHORT, FEBRUARY = "leap", "short", "february"


@dataclass(frozen=True)
class Yearly:
    """A month and a day, of the lunar or the common calendar."""

    month: int
    day: int
    is_lunar: bool = False

    def makes_sense(self):
        """
        >>> Yearly(2, 29).makes_sense(), Yearly(2, 30).makes_sense()
        (True, False)
        >>> Yearly(2, 30, True).makes_sense(), Yearly(2, 31, True).makes_sense()
        (True, False)
        """
        if not 1 <= self.month <= lunar.MONTHS:
            return False
        longest = lunar.LONGEST if self.is_lunar else monthrange(2000, self.month)[1]
        return 1 <= self.day <= longest

    def date_in(self, year):
        """The date in a year of its own calendar.

        >>> Yearly(2, 29).date_in(2026), Yearly(8, 15, True).date_in(2027)
        (datetime.date(2026, 2, 28), datetime.date(2027, 9, 15))
        """
        if self.is_lunar:
            return lunar.to_date(year, self.month, self.day)
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def next_on(self, today):
        """The next date, today included.

        >>> Yearly(8, 15, True).next_on(date(2026, 11, 21))
        datetime.date(2027, 9, 15)
        >>> Yearly(11, 21).next_on(date(2026, 11, 21))
        datetime.date(2026, 11, 21)
        """
        year = lunar.from_date(today)[0] if self.is_lunar else today.year
        here = self.date_in(year)
        return here if here >= today else self.date_in(year + 1)

    def remark(self, found):
        """What was decided for the date found, if anything was.

        >>> Yearly(6, 1, True).remark(date(2025, 6, 25))
        'leap'
        >>> Yearly(12, 30, True).remark(date(2026, 2, 16))
        'short'
        >>> Yearly(8, 15, True).remark(date(2026, 9, 25))
        """
        if not self.is_lunar:
            feast = (self.month, self.day) == (2, 29) and not isleap(found.year)
            return FEBRUARY if feast else None
        year, _month, day, _is_leap = lunar.from_date(found)
        if day != self.day:
            return SHORT
        return LEAP if lunar.leap_month(year) == self.month else None


def kept_on(day):
    """Every month and day kept on a date: ``(solar pairs, lunar pairs)``.

    >>> kept_on(date(2026, 2, 28))
    ({(2, 28), (2, 29)}, {(1, 12)})
    >>> kept_on(date(2026, 2, 16))[1] == {(12, 29), (12, 30)}
    True
    >>> kept_on(date(2025, 7, 25))[1]  # in a leap month: kept a month before
    set()
    """
    solar = {(day.month, day.day)}
    if (day.month, day.day) == (2, 28) and not isleap(day.year):
        solar.add((2, 29))
    _year, month, number, is_leap = lunar.from_date(day)
    if is_leap:
        return solar, set()
    pairs = {(month, number)}
    if number == lunar.LONGEST - 1 and lunar.from_date(day + timedelta(1))[2] == 1:
        pairs.add((month, lunar.LONGEST))
    return solar, pairs


def kept_between(first, last):
    """The same for all dates from first to last, at most a year of them.

    >>> solar, moon = kept_between(date(2026, 2, 16), date(2026, 2, 17))
    >>> sorted(moon)
    [(1, 1), (12, 29), (12, 30)]
    """
    solar, moon = set(), set()
    for number in range(min((last - first).days, 385) + 1):
        by_sun, by_moon = kept_on(first + timedelta(number))
        solar |= by_sun
        moon |= by_moon
    return solar, moon


def days_kept(first, last):
    """Each month and day that is kept from first to last, with its date and year.

    The year is that of its own calendar: a lunar birthday may come twice in one
    common year, and in another not at all.

    :return: list of ``(is_lunar, month, day, date, year)``

    >>> [row for row in days_kept(date(2026, 2, 16), date(2026, 2, 16)) if row[0]]
    [(True, 12, 29, datetime.date(2026, 2, 16), 2025), \
(True, 12, 30, datetime.date(2026, 2, 16), 2025)]
    """
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        by_sun, by_moon = kept_on(day)
        found += [(False, *pair, day, day.year) for pair in sorted(by_sun)]
        if by_moon:
            year = lunar.from_date(day)[0]
            found += [(True, *pair, day, year) for pair in sorted(by_moon)]
    return found


def written(month, day):
    """A lunar day as it is written in Chinese.

    >>> written(8, 15), written(12, 30), written(1, 1)
    ('八月十五', '腊月三十', '正月初一')
    """
    return f"{MONTHS[month - 1]}月{_number(day)}"


MONTHS = "正二三四五六七八九十冬腊"
DIGITS = "一二三四五六七八九十"


def _number(day):
    if day <= 10:
        return "初" + DIGITS[day - 1]
    if day in (20, 30):
        return {20: "二十", 30: "三十"}[day]
    return ("十", "廿")[day // 10 - 1] + DIGITS[day % 10 - 1]
