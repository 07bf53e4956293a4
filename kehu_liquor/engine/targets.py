"""A contract's target: shared over months, due by a day, and where it will end.

Months are weighed by the days before Spring Festival and Mid-Autumn, on which this
trade lives, or by what the dealer sold last year, moved along with the festivals.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from .festivals import days_before

OWN, FESTIVAL, EVEN = "own", "festival", "even"
PACE, LINEAR, OVER = "pace", "linear", "over"
#: Own sales say how a year runs once they fall in so many of its months.
ENOUGH_MONTHS = 6
#: Of last year's sales so much must have been made by this day to go by them …
ENOUGH_SHARE = 0.05
#: … and of the term so many days must be over to draw a straight line.
ENOUGH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Season:
    """The days before a festival, on which so many times as much is bought."""

    dates: tuple[date, ...]
    days: int
    factor: float

    def left(self, day):
        """Days to the festival if the season has begun, else None.

        >>> spring = Season((date(2026, 2, 17),), 60, 2.0)
        >>> spring.left(date(2026, 1, 18)), spring.left(date(2025, 12, 1))
        (30, None)
        """
        left = days_before(self.dates, day)
        return left if left is not None and left <= self.days else None


# ------------------------------------------------------------------- sharing
def split(total, weights):
    """Share ``total`` whole units by weight: largest remainder, the sum is exact.

    >>> split(100, [1, 1, 1]), split(7, [0, 0]), split(5, [])
    ([34, 33, 33], [4, 3], [])
    """
    exact = [Fraction(max(0, weight)) for weight in weights]
    if not sum(exact):
        exact = [Fraction(1)] * len(exact)
    whole = sum(exact)
    quotas = [total * weight / whole for weight in exact]
    shares = [floor(quota) for quota in quotas]
    first = sorted(range(len(shares)), key=lambda n: (shares[n] - quotas[n], n))
    for n in first[: total - sum(shares)]:
        shares[n] += 1
    return shares


def months(first, last):
    """The first days of the months from ``first`` to ``last``.

    >>> months(date(2026, 11, 20), date(2027, 1, 5))
    [datetime.date(2026, 11, 1), datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    """
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(begin, end + 1)]


def within(month, first, last):
    """The part of a month that lies in the term.

    >>> within(date(2026, 2, 1), date(2026, 2, 10), date(2026, 12, 31))
    (datetime.date(2026, 2, 10), datetime.date(2026, 2, 28))
    """
    following = (month + timedelta(days=31)).replace(day=1)
    return max(month, first), min(following - timedelta(days=1), last)


def _days(first, last):
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def month_weights(first, last, seasons):
    """What each month of a term weighs: its days, those before a festival more.

    >>> spring = Season((date(2026, 2, 17),), 20, 2.0)
    >>> month_weights(date(2026, 1, 1), date(2026, 3, 31), [spring])
    [35.0, 45.0, 31.0]
    """
    return [
        sum(_day_weight(day, seasons) for day in _days(*within(month, first, last)))
        for month in months(first, last)
    ]


def _day_weight(day, seasons):
    return max([1.0, *(s.factor for s in seasons if s.left(day) is not None)])


def counterpart(day, seasons):
    """The day of the next year that stands where ``day`` stood.

    As many days before the festival while its season lasts, else of the same date.

    >>> spring = Season((date(2025, 1, 29), date(2026, 2, 17)), 60, 2.0)
    >>> counterpart(date(2025, 1, 28), [spring]), counterpart(date(2024, 2, 29), [])
    (datetime.date(2026, 2, 16), datetime.date(2025, 2, 28))
    """
    for season in seasons:
        left = season.left(day)
        if left is not None:
            after = [one for one in season.dates if one > day + timedelta(days=left)]
            if after:
                return after[0] - timedelta(days=left)
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year + 1)


def moved_on(sold, first, last, seasons):
    """Last year's sales on the days of a term that they stand for.

    >>> moved_on({date(2025, 3, 1): 5, date(2024, 3, 1): 7}, date(2026, 1, 1),
    ...          date(2026, 12, 31), [])
    {datetime.date(2026, 3, 1): 5}
    """
    there = {}
    for day, amount in sold.items():
        then = counterpart(day, seasons)
        if first <= then <= last:
            there[then] = there.get(then, 0) + amount
    return there


def own_weights(moved, first, last):
    """What each month weighs by own sales; None while they say too little.

    >>> own_weights({date(2026, 1, 9): 4}, date(2026, 1, 1), date(2026, 2, 28))
    """
    sums = dict.fromkeys(months(first, last), 0)
    for day, amount in moved.items():
        sums[day.replace(day=1)] += amount
    weights = [max(0, amount) for amount in sums.values()]
    bought = sum(weight > 0 for weight in weights)
    return weights if bought >= min(ENOUGH_MONTHS, len(weights)) else None


def weights(basis, moved, first, last, seasons):
    """``(basis used, weight of each month)``: own sales, festivals or days alone.

    >>> weights(OWN, {}, date(2026, 1, 1), date(2026, 2, 28), [])
    ('festival', [31.0, 28.0])
    >>> weights(EVEN, {}, date(2026, 1, 16), date(2026, 2, 28), [])
    ('even', [16.0, 28.0])
    """
    own = own_weights(moved, first, last) if basis == OWN else None
    if own:
        return OWN, own
    if basis == EVEN:
        return EVEN, month_weights(first, last, [])
    return FESTIVAL, month_weights(first, last, seasons)


# ------------------------------------------------------------------ progress
def due_by(goals, day, first, last):
    """What should be reached by the end of a day: a month's goal day by day.

    :param goals: ``(first day of the month, amount)``

    >>> due_by([(date(2026, 1, 1), 31), (date(2026, 2, 1), 28)], date(2026, 2, 7),
    ...        date(2026, 1, 1), date(2026, 12, 31))
    38.0
    """
    due = 0.0
    for month, goal in goals:
        begin, end = within(month, first, last)
        over = max(0, (min(day, end) - begin).days + 1)
        due += goal * over / ((end - begin).days + 1)
    return due


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a term ends, and from what that was told."""

    value: float
    basis: str
    share: float


def forecast(done, day, first, last, moved):
    """Where a term will end: by last year's pace to the festivals, else straight on.

    :param moved: last year's sales on the days of this term (`moved_on`)
    :return: None while neither says anything

    >>> year = date(2026, 1, 1), date(2026, 12, 31)
    >>> forecast(60, date(2026, 3, 31), *year, {date(2026, 2, 1): 6,
    ...          date(2026, 9, 1): 4})
    Forecast(value=100.0, basis='pace', share=0.6)
    >>> forecast(10, date(2026, 3, 14), *year, {})
    Forecast(value=50.0, basis='linear', share=0.2)
    >>> forecast(10, date(2026, 1, 14), *year, {})
    """
    if day >= last:
        return Forecast(float(done), OVER, 1.0)
    whole = sum(moved.values())
    by_now = sum(amount for then, amount in moved.items() if then <= day)
    if whole > 0 and by_now / whole >= ENOUGH_SHARE:
        return Forecast(done * whole / by_now, PACE, by_now / whole)
    over, term = (day - first).days + 1, (last - first).days + 1
    if over < min(ENOUGH_DAYS, term):
        return None
    return Forecast(done * term / over, LINEAR, over / term)
