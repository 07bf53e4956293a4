"""Targets: shared without a cent lost, due day by day, foretold by last year's pace."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import targets
from kehu_liquor.engine.targets import EVEN, FESTIVAL, LINEAR, OVER, OWN, PACE, Season

YEAR = date(2026, 1, 1), date(2026, 12, 31)
SPRINGS = (date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6))
SPRING = Season(SPRINGS, 50, 1.8)
AUTUMN = Season((date(2025, 10, 6), date(2026, 9, 25)), 36, 1.5)
amounts = st.integers(0, 10**12)
weights = st.lists(st.floats(0, 10**9), min_size=1, max_size=40)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(amounts, weights)
def test_the_sum_is_exact_and_no_share_is_off_by_more_than_one(total, weighed):
    shares = targets.split(total, weighed)
    assert sum(shares) == total
    assert len(shares) == len(weighed)
    whole = sum(weighed)
    if whole > 1e-6:
        for share, weight in zip(shares, weighed, strict=True):
            assert abs(share - total * weight / whole) < 1 + total * 1e-9


@given(amounts, weights)
def test_who_weighs_nothing_gets_nothing(total, weighed):
    if sum(weighed) > 0:
        for share, weight in zip(targets.split(total, weighed), weighed, strict=True):
            assert weight or not share


@given(days, st.integers(0, 800))
def test_months_are_weighed_by_all_days_of_the_term(first, length):
    last = first + timedelta(days=length)
    flat = targets.month_weights(first, last, [])
    assert sum(flat) == length + 1
    assert len(flat) == len(targets.months(first, last))


def test_a_festivals_months_weigh_more():
    flat = targets.month_weights(*YEAR, [])
    moved = targets.month_weights(*YEAR, [SPRING, AUTUMN])
    assert [b > a for a, b in zip(flat, moved, strict=True)] == [
        month in (1, 2, 8, 9, 12) for month in range(1, 13)
    ]


def test_last_years_season_moves_with_the_festival():
    a_week_before = {date(2025, 1, 22): 5}
    assert targets.moved_on(a_week_before, *YEAR, [SPRING]) == {date(2026, 2, 10): 5}
    assert targets.moved_on(a_week_before, *YEAR, []) == {date(2026, 1, 22): 5}


def test_without_half_a_year_of_sales_the_festivals_say_it():
    few = {date(2026, month, 1): 100 for month in range(1, 6)}
    many = few | {date(2026, 6, 1): 100}
    assert targets.weights(OWN, few, *YEAR, [SPRING])[0] == FESTIVAL
    assert targets.weights(OWN, many, *YEAR, [SPRING]) == (OWN, [100] * 6 + [0] * 6)
    assert targets.weights(EVEN, many, *YEAR, [SPRING])[0] == EVEN


@given(st.lists(amounts, min_size=12, max_size=12), days)
def test_what_is_due_grows_to_the_whole(goals, day):
    pairs = list(zip(targets.months(*YEAR), goals, strict=True))
    due = targets.due_by(pairs, day, *YEAR)
    assert due <= targets.due_by(pairs, day + timedelta(days=1), *YEAR) + 1e-3
    assert targets.due_by(pairs, date(2025, 12, 31), *YEAR) == 0
    assert targets.due_by(pairs, YEAR[1], *YEAR) == pytest.approx(sum(goals))


@given(st.dictionaries(st.dates(*YEAR), st.integers(1, 10**6), min_size=3), days)
def test_who_keeps_last_years_pace_ends_where_last_year_did(sold, day):
    if not YEAR[0] <= day < YEAR[1]:
        return
    by_now = sum(amount for then, amount in sold.items() if then <= day)
    told = targets.forecast(by_now, day, *YEAR, sold)
    if told and told.basis == PACE:
        assert told.value == pytest.approx(sum(sold.values()))


def test_a_straight_line_where_there_is_no_last_year():
    told = targets.forecast(100, date(2026, 6, 30), *YEAR, {})
    assert told.basis == LINEAR
    assert told.value == pytest.approx(100 * 365 / 181)
    assert targets.forecast(100, date(2026, 1, 29), *YEAR, {}) is None
    assert targets.forecast(100, YEAR[1], *YEAR, {}).basis == OVER
