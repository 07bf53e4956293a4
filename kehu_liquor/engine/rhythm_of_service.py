"""How often a customer is served: periods, slots and the days on which they fall.

A step of a cadence asks for so many contacts in so many calendar months. A period is
cut into as many slots, one after the other, and each slot offers its working days;
customers are spread over them, so that nobody's week is all of a sudden full.
"""

from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
MONTHS = 12


class Period(NamedTuple):
    """Calendar months that belong together, the first and the last day in."""

    first: date
    last: date


class Slot(NamedTuple):
    """One contact of a period: its number, and the days it may fall due."""

    number: int
    days: tuple[date, ...]


def period_of(months, day):
    """The period of so many months in which a day lies, counted from January.

    >>> period_of(2, date(2026, 2, 28))
    Period(first=datetime.date(2026, 1, 1), last=datetime.date(2026, 2, 28))
    >>> period_of(3, date(2026, 12, 31)).first
    datetime.date(2026, 10, 1)
    """
    number = day.year * MONTHS + day.month - 1
    begin = number - number % months
    first, following = _month(begin), _month(begin + months)
    return Period(first, following - ONE_DAY)


def _month(number):
    return date(number // MONTHS, number % MONTHS + 1, 1)


def periods(months, day, ahead=0):
    """The period of a day, and those that begin within ``ahead`` days of it.

    >>> [p.first.month for p in periods(1, date(2026, 1, 28), 7)]
    [1, 2]
    """
    found = [period_of(months, day)]
    while found[-1].last < day + ahead * ONE_DAY:
        found.append(period_of(months, found[-1].last + ONE_DAY))
    return found


def work_days(first, last, weekdays, closed=(), opened=()):
    """Days on which the company works; all of them if it never does.

    ``opened`` are days worked though the week says otherwise, in lieu of holidays.

    >>> first, last = date(2026, 5, 1), date(2026, 5, 5)
    >>> work_days(first, last, {0, 1, 2, 3, 4}, {first})
    (datetime.date(2026, 5, 4), datetime.date(2026, 5, 5))
    >>> work_days(first, date(2026, 5, 3), {0, 1}, (), {date(2026, 5, 2)})
    (datetime.date(2026, 5, 2),)
    """
    days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    open_ = [
        day
        for day in days
        if (day.weekday() in weekdays or day in opened) and day not in closed
    ]
    return tuple(open_ or days)


def slots(times, days, today):
    """The slots of a period that are not over yet, each with its days from today on.

    ``days`` are the working days of the period. Who comes into the rhythm in the
    middle of a period owes what is left of it: at least one contact, never more than
    the step asks for.

    >>> week = tuple(date(2026, 6, n) for n in range(1, 7))
    >>> [(s.number, len(s.days)) for s in slots(3, week, week[0])]
    [(1, 2), (2, 2), (3, 2)]
    >>> [(s.number, s.days[0].day) for s in slots(3, week, week[3])]
    [(2, 4), (3, 5)]
    """
    found = []
    for number in range(1, times + 1):
        begin = (number - 1) * len(days) // times
        end = max(begin + 1, number * len(days) // times)
        left = tuple(day for day in days[begin:end] if day >= today)
        if left:
            found.append(Slot(number, left))
        elif number == times:
            found.append(Slot(number, (max(today, days[-1]),)))
    return found


def spread(days, share):
    """The day of a customer whose place in the crowd is ``share``, from 0 up to 1.

    >>> spread((date(2026, 6, 1), date(2026, 6, 2)), 0.5).day
    2
    """
    return days[min(len(days) - 1, int(share * len(days)))]


def ranked(numbers, contacts):
    """Which contact settles which slot: the first the first, and so on.

    >>> ranked([2, 3], ["call"])
    {2: 'call'}
    """
    return dict(zip(sorted(numbers), contacts, strict=False))
