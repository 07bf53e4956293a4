"""The Chinese calendar, and how far a day is from a festival."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import festivals, lunar
from kehu_liquor.engine.festivals import LUNAR, SOLAR, Rule

#: As the State Council announced them for the public holidays.
SPRING = {
    2016: date(2016, 2, 8),
    2020: date(2020, 1, 25),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
}
MID_AUTUMN = {
    2020: date(2020, 10, 1),
    2023: date(2023, 9, 29),
    2024: date(2024, 9, 17),
    2025: date(2025, 10, 6),
    2026: date(2026, 9, 25),
}
DRAGON_BOAT = {2024: date(2024, 6, 10), 2025: date(2025, 5, 31)}

days = st.dates(date(2005, 1, 1), date(2035, 12, 31))
springs = [Rule(LUNAR, 1, 1).date_in(year) for year in range(2004, 2038)]


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        (Rule(LUNAR, 1, 1), SPRING),
        (Rule(LUNAR, 8, 15), MID_AUTUMN),
        (Rule(LUNAR, 5, 5), DRAGON_BOAT),
    ],
)
def test_festivals_fall_where_the_country_kept_them(rule, known):
    assert {year: rule.date_in(year) for year in known} == known


@given(st.dates(date(1930, 1, 1), date(2080, 12, 31)))
def test_a_date_comes_back_from_the_lunar_calendar(day):
    assert lunar.to_date(*lunar.from_date(day)) == day


@given(st.integers(1950, 2080), st.integers(1, 12))
def test_a_leap_birthday_has_a_date_in_every_year(year, month):
    found = lunar.to_date(year, month, 30, is_leap=True)
    _year, in_month, _day, is_leap = lunar.from_date(found)
    assert in_month == month
    assert is_leap == (lunar.leap_month(year) == month)


@given(days)
def test_the_next_festival_is_never_behind_and_never_far(day):
    found = festivals.days_before(springs, day)
    assert 0 <= found <= 385
    assert day + timedelta(days=found) in springs


@given(days)
def test_a_day_nearer_is_a_day_less(day):
    left = festivals.days_before(springs, day)
    if left:
        assert festivals.days_before(springs, day + timedelta(days=1)) == left - 1


@given(st.integers(0, 400))
def test_weeks_are_seven_days_and_the_festival_its_own(days_left):
    week = festivals.week_before(days_left)
    assert 7 * (week - 1) < days_left <= 7 * week


def test_beyond_the_table_nothing_is_known():
    assert festivals.days_before([], date(2026, 1, 1)) is None
    assert festivals.days_before(springs, date(1990, 1, 1)) is None


@pytest.mark.parametrize(
    "rule",
    [Rule(LUNAR, 0, 1), Rule(LUNAR, 13, 1), Rule(SOLAR, 4, 31), Rule(SOLAR, 1, 0)],
)
def test_there_is_no_such_day(rule):
    assert not rule.makes_sense()


def test_a_day_that_not_every_year_has_is_kept_at_the_months_end():
    assert Rule(SOLAR, 2, 29).date_in(2027) == date(2027, 2, 28)
    eve = Rule(LUNAR, 12, 30)
    assert [eve.date_in(y) + timedelta(days=1) for y in (2023, 2024, 2025)] == [
        SPRING[2024],
        SPRING[2025],
        SPRING[2026],
    ]
