"""China's public holidays, against the notice that was published for 2026."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import birthdays, public_holidays
from kehu_liquor.engine.birthdays import Yearly

#: First and last days off, as the State Council published them for 2026.
OFF = """
01-01 01-03  02-15 02-23  04-04 04-06  05-01 05-05  06-19 06-21
09-25 09-27  10-01 10-07
"""
WORKED = "01-04 02-14 02-28 05-09 09-20 10-10"

days = st.dates(date(2002, 1, 1), date(2060, 12, 31))
rules = st.builds(Yearly, st.integers(1, 12), st.integers(1, 30), st.booleans()).filter(
    Yearly.makes_sense
)


def in_2026(text):
    return [date.fromisoformat(f"2026-{word}") for word in text.split()]


def test_the_notice_of_2026():
    ends = iter(in_2026(OFF))
    off = set()
    for first, last in zip(ends, ends, strict=True):
        off |= {first + timedelta(n) for n in range((last - first).days + 1)}
    found = public_holidays.of_year(2026)
    assert found.closed == off
    assert found.opened == set(in_2026(WORKED))


@pytest.mark.parametrize("year", range(2014, 2027))
def test_no_day_is_both_off_and_worked(year):
    found = public_holidays.of_year(year)
    assert found.is_published
    assert not found.closed & found.opened
    assert all(day.weekday() >= 5 for day in found.opened)
    assert {day.year for day in found.closed | found.opened} == {year}


@given(st.integers(2027, 2099))
def test_the_days_of_the_law_hold_without_a_notice(year):
    assert 12 <= len(public_holidays.by_law(year)) <= 13


def test_between_two_days_lie_their_years():
    closed, opened = public_holidays.between(date(2025, 12, 31), date(2027, 1, 1))
    for year in (2025, 2026, 2027):
        found = public_holidays.of_year(year)
        assert found.closed <= closed
        assert found.opened <= opened


@given(rules, days)
def test_a_birthday_is_kept_on_the_day_that_the_rule_says(rule, today):
    """Days kept and the next date are two ways to one answer."""
    found = rule.next_on(today)
    key = (rule.is_lunar, rule.month, rule.day)
    assert key in [row[:3] for row in birthdays.days_kept(found, found)]
    day_before = found - timedelta(1)
    if day_before >= today:
        before = birthdays.days_kept(day_before, day_before)
        assert key not in [row[:3] for row in before]


def test_every_day_comes_once_in_each_year_of_its_calendar():
    """Six years, two leap months in them; the ends are not whole by the moon."""
    kept = Counter(
        (row[:3], row[4])
        for row in birthdays.days_kept(date(2023, 1, 1), date(2028, 12, 31))
    )
    assert set(kept.values()) == {1}
    for year in range(2023, 2028):
        found = {key for key, of_year in kept if of_year == year}
        assert len([key for key in found if key[0]]) == 12 * 30
        assert len([key for key in found if not key[0]]) == 366
