"""What advice or a support brought, against comparable customers."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import effect

MONEY = st.floats(-1e6, 1e6)
PAIRS = st.lists(st.tuples(st.floats(0, 1e6), MONEY), max_size=20)


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


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), PAIRS, st.randoms())
def test_the_order_of_the_others_does_not_matter(before, after, others, chance):
    mixed = chance.sample(others, len(others))
    found = effect.effect(before, after, others)
    assert effect.effect(before, after, mixed) == found


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_the_scale_of_the_money_does_not_matter(before, after, times):
    others = [(100, 100 + n) for n in range(9)]
    small = effect.effect(before, after, others)
    large = effect.effect(
        before * times, after * times, [(b * times, a * times) for b, a in others]
    )
    assert abs(small.gain - large.gain) < 2e-4


@given(st.floats(1, 1e6), MONEY, st.floats(1, 1e6))
def test_who_sold_more_after_gained_no_less(before, after, more):
    others = [(100, 110)] * effect.MIN_PEERS
    low, high = (
        effect.effect(before, value, others).gain for value in (after, after + more)
    )
    assert low <= high


@given(MONEY, MONEY)
def test_who_bought_nothing_before_has_no_growth(before, after):
    found = effect.effect(before, after, [(100, 110)] * effect.MIN_PEERS)
    assert (found.growth is None) == (before <= 0)
    assert (found.verdict == effect.NOTHING_BEFORE) == (before <= 0)
