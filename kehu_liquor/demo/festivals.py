"""Spring Festival and Mid-Autumn, by which this trade lives.

Both move by weeks between years. The days are those of the public calendar.
"""

from bisect import bisect_left
from datetime import date

SPRING = (
    date(2023, 1, 22),
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 3),
    date(2031, 1, 23),
    date(2032, 2, 11),
    date(2033, 1, 31),
)
MID_AUTUMN = (
    date(2023, 9, 29),
    date(2024, 9, 17),
    date(2025, 10, 6),
    date(2026, 9, 25),
    date(2027, 9, 15),
    date(2028, 10, 3),
    date(2029, 9, 22),
    date(2030, 9, 12),
    date(2031, 10, 1),
    date(2032, 9, 19),
)
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
