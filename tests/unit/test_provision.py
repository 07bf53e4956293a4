"""The provision for owed points, and what a next step brings."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import provision, rungs

CENTS = st.integers(-10_000_000, 10_000_000).map(lambda cents: Fraction(cents, 100))
CENT = Fraction(1, 100)


@given(CENTS, st.dictionaries(st.integers(1, 5), CENTS), st.integers(1, 5))
def test_afterwards_the_books_hold_what_is_owed_and_nothing_elsewhere(
    target, booked, account
):
    changes = provision.moves(target, booked, account)
    after = dict(booked)
    for key, change in changes.items():
        after[key] = after.get(key, 0) + change
    assert after.get(account, 0) == target
    assert not any(left for key, left in after.items() if key != account)
    assert provision.moves(target, after, account) == {}


@given(
    st.integers(0, 10**9).map(lambda number: Fraction(number, 100)),
    st.integers(0, 10_000).map(lambda number: Fraction(number, 10_000)),
    st.integers(1, 10_000).map(lambda number: Fraction(number, 100)),
)
def test_worth_is_the_nearest_whole_cent(points, value, share):
    worth = provision.worth(points, value, share, CENT)
    assert (worth / CENT).denominator == 1
    assert abs(worth - points * value * share / 100) <= CENT / 2


@given(st.integers(-100, 100), st.lists(st.tuples(st.integers(1, 100), st.text())))
def test_every_gift_is_in_reach_or_missing_something(balance, gifts):
    found, near = rungs.gift(balance, gifts), rungs.reached(balance, gifts)
    assert (found is None) == all(points <= balance for points, _gift in gifts)
    assert (near is None) == all(points > balance for points, _gift in gifts)
    assert found is None or found[0] > 0


def test_nobody_stands_above_the_top():
    ladder = [(90, "KA"), (75, "A")]
    assert rungs.grade(ladder, "KA", {"KA": 2, "A": 1}) is None
    assert rungs.grade(ladder, None, {None: 1, "KA": 2, "A": 1}) == "KA"
