"""Which days a period has that somebody chooses, seen from a day."""

from datetime import date, timedelta

#: The last 12 months first: what every figure of a customer speaks of.
PERIODS = ("12m", "90d", "prev_12m", "quarter", "last_quarter", "year", "last_year")


def span(period, day):
    """``(first, last)`` of a period, both in; one that goes on ends with the day.

    >>> span("quarter", date(2026, 6, 30))
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> span("last_quarter", date(2026, 2, 5))
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    >>> span("12m", date(2024, 2, 29))
    (datetime.date(2023, 3, 1), datetime.date(2024, 2, 29))
    """
    year = _year_before(day) + timedelta(days=1)
    quarter = date(day.year, 1 + (day.month - 1) // 3 * 3, 1)
    before = quarter - timedelta(days=1)
    return {
        "12m": (year, day),
        "90d": (day - timedelta(days=89), day),
        "prev_12m": (_year_before(year), year - timedelta(days=1)),
        "quarter": (quarter, day),
        "last_quarter": (date(before.year, before.month - 2, 1), before),
        "year": (date(day.year, 1, 1), day),
        "last_year": (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    }[period]


def _year_before(day):
    """The same day a year before; of a leap day the one before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
