"""Budgets that grow, how many agree, and what something brought."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import effect, support

MONEY = st.floats(0, 1e9)
PAIRS = st.lists(st.tuples(st.floats(0, 1e6), st.floats(-1e6, 1e6)), max_size=20)


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


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), PAIRS)
def test_nothing_is_said_of_few(before, after, others):
    found = effect.effect(before, after, others)
    assert found.peers == sum(b > 0 for b, _after in others)
    assert (found.verdict == effect.FEW) == (found.peers < effect.MIN_PEERS)
    assert (found.gain is not None) == (found.verdict == effect.MEASURED)


@given(st.floats(1, 1e6), st.floats(0, 1e6), st.integers(8, 20))
def test_as_the_others_is_no_gain(before, after, count):
    found = effect.effect(before, after, [(before, after)] * count)
    assert found.gain == 0
