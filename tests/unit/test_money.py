"""Amounts as people read them: never a false zero, never off by more than a digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine.money import Scale, scale_for

AMOUNTS = st.decimals(-(10**10), 10**10, places=2)
STEPS = st.sampled_from([1000, 10_000])


@pytest.mark.parametrize(
    ("amount", "scale", "said"),
    [
        (0, Scale(10_000, 1), "0.0"),
        (500, Scale(10_000, 1), "0.1"),
        (499, Scale(10_000, 1), "<0.1"),
        (-499, Scale(10_000, 1), ">-0.1"),
        (0.5, Scale(), "1"),
        (0.49, Scale(), "<1"),
        (19_200_000, Scale(10_000, 0), "1,920"),
        (-1_234_567.5, Scale(), "-1,234,568"),
    ],
)
def test_examples(amount, scale, said):
    assert scale.say(amount) == said


@given(AMOUNTS, STEPS)
def test_what_is_said_is_the_amount(amount, step):
    scale = scale_for(float(amount), step)
    said = scale.say(amount)
    if said[0] in "<>":
        return
    back = Decimal(said.replace(",", "")) * scale.divisor
    half = Decimal(scale.divisor) / 2 / 10**scale.digits
    assert abs(back - amount) <= half


@given(AMOUNTS, STEPS)
def test_only_nothing_is_zero(amount, step):
    said = scale_for(5 * 10**8, step).say(amount)
    assert (Decimal(said.strip("<>").replace(",", "")) == 0) == (amount == 0)


@given(AMOUNTS, AMOUNTS, STEPS)
def test_a_larger_amount_never_has_a_smaller_scale(one, other, step):
    small, large = sorted((abs(one), abs(other)))
    assert scale_for(small, step).divisor <= scale_for(large, step).divisor


@given(AMOUNTS, st.integers(0, 3))
def test_the_speller_is_given_the_digits(amount, digits):
    seen = []
    Scale(1, digits).say(amount, lambda number, d: seen.append(d) or str(number))
    assert seen == [digits]
