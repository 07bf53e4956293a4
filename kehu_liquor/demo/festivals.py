"""Spring Festival and Mid-Autumn, by which this trade lives, in the town's years."""

from bisect import bisect_left

from ..engine.festivals import LUNAR, Rule

YEARS = range(2023, 2034)
SPRING = [Rule(LUNAR, 1, 1).date_in(year) for year in YEARS]
MID_AUTUMN = [Rule(LUNAR, 8, 15).date_in(year) for year in YEARS]
#: Days before a festival, up to which the trade buys so many times as much.
BEFORE_SPRING = ((6, 1.3), (30, 2.0), (50, 1.5))
BEFORE_MID_AUTUMN = ((4, 1.2), (24, 1.6), (36, 1.3))
AFTER_SPRING = 25
SLACK, LULL = 0.85, 0.55


def days_until(festivals, day):
    """Days from ``day`` to the next of ``festivals``; None beyond the table.

    >>> days_until(SPRING, date(2026, 2, 10))
    7
    """
    at = bisect_left(festivals, day)
    return (festivals[at] - day).days if at < len(festivals) else None


def days_since(festivals, day):
    """Days from the last of ``festivals`` to ``day``; None before the table."""
    at = bisect_left(festivals, day)
    return (day - festivals[at - 1]).days if at else None


def season(day):
    """The festival that the trade is buying for, if any.

    >>> season(date(2026, 9, 10)), season(date(2026, 6, 1))
    ('mid_autumn', '')
    """
    if _reach(BEFORE_SPRING, days_until(SPRING, day)):
        return "spring"
    if _reach(BEFORE_MID_AUTUMN, days_until(MID_AUTUMN, day)):
        return "mid_autumn"
    return ""


def pull(day):
    """How many times the usual money is spent around ``day``.

    >>> pull(date(2026, 2, 1)), pull(date(2026, 3, 1)), pull(date(2026, 6, 1))
    (2.0, 0.55, 0.85)
    """
    before_spring = _reach(BEFORE_SPRING, days_until(SPRING, day))
    before_mid_autumn = _reach(BEFORE_MID_AUTUMN, days_until(MID_AUTUMN, day))
    since = days_since(SPRING, day)
    calm = LULL if since is not None and since <= AFTER_SPRING else SLACK
    return before_spring or before_mid_autumn or calm


def _reach(steps, left):
    """The factor of the first step that ``left`` days are within."""
    if left is None:
        return None
    return next((factor for days, factor in steps if left <= days), None)
