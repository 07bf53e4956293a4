"""Budgets that grow, how many agree, and what is usual."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import support

MONEY = st.floats(0, 1e9)


@given(MONEY, MONEY, st.floats(0, 100), MONEY, MONEY)
def test_a_budget_never_shrinks_with_more_sales(less, more, percent, above, most):
    rule = support.Growth(percent, above, most)
    low, high = sorted((less, more))
    assert 0 <= support.grown(low, rule) <= support.grown(high, rule)
    assert not most or support.grown(high, rule) <= most


@given(MONEY, MONEY)
def test_one_or_two_agree_and_never_fewer_for_more(amount, line):
    assert support.steps(amount, line) in (1, 2)
    assert support.steps(amount, line) <= support.steps(amount * 2 + 1, line)


@given(st.lists(st.floats(0, 10), max_size=20))
def test_the_usual_lies_among_the_others_or_is_not_said(shares):
    usual = support.usual(shares)
    assert (usual is None) == (len(shares) < support.MIN_PEERS)
    assert usual is None or min(shares) <= usual <= max(shares)
