"""Orders within limits, and what an opening lacks: properties of the engine."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import credit, opening

MONEY = st.floats(0, 1e7).map(lambda x: round(x, 2))
BALANCE = st.floats(-1e7, 1e7).map(lambda x: round(x, 2))
MAYBE = st.none() | MONEY
DAYS = st.integers(0, 400)
CASES = st.builds(
    credit.Case,
    total=MONEY,
    untaxed=MONEY,
    paid=MONEY,
    owed=BALANCE,
    uninvoiced=MONEY,
    limit=MAYBE,
    overdue_days=DAYS,
    allowed_days=st.none() | DAYS,
    opening_limit=MAYBE,
)


@given(CASES)
def test_what_is_paid_in_full_has_no_reason_about_money(case):
    assert set(credit.reasons(case._replace(paid=case.total))) <= {"opening"}


@given(CASES)
def test_without_limit_term_and_standard_everything_passes(case):
    free = case._replace(limit=None, allowed_days=None, opening_limit=None)
    assert credit.reasons(free) == ()


@given(CASES, MONEY)
def test_owing_more_never_lets_an_order_pass(case, more):
    worse = case._replace(owed=case.owed + more)
    assert set(credit.reasons(case)) <= set(credit.reasons(worse))


@given(CASES, MONEY)
def test_a_higher_limit_never_holds_an_order(case, more):
    if case.limit is not None:
        better = case._replace(limit=case.limit + more)
        assert set(credit.reasons(better)) <= set(credit.reasons(case))


@given(CASES)
def test_a_free_order_passes(case):
    assert credit.reasons(case._replace(total=0)) == ()


TODAY = date(2026, 6, 30)
NEEDS = st.builds(opening.Need, st.booleans(), st.booleans(), st.booleans(), MONEY)


@given(NEEDS)
def test_all_shown_lacks_nothing(need):
    end = TODAY + timedelta(days=1)
    shown = opening.Shown("JY1", end, True, need.amount, True)
    assert opening.lacking(need, shown, TODAY) == ()


@given(NEEDS)
def test_nothing_shown_lacks_something(need):
    assert opening.lacking(need, opening.Shown(), TODAY)


def test_the_last_day_is_still_valid():
    need = opening.Need(date_end=True)
    assert opening.lacking(need, opening.Shown(date_end=TODAY), TODAY) == ()
    past = opening.Shown(date_end=TODAY - timedelta(days=1))
    assert opening.lacking(need, past, TODAY) == ("expired",)
