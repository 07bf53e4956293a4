"""What holds for every scheme and every customer, not only for the examples."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kehu_liquor.engine.scoring import ENOUGH_WEIGHT, Criterion, explain, score

FIGURES = st.floats(-1e9, 1e9)
VALUES = st.none() | FIGURES


@st.composite
def criteria(draw, rising=False):
    floors = sorted(draw(st.sets(FIGURES, min_size=1, max_size=6)))
    points = draw(
        st.lists(st.integers(0, 100), min_size=len(floors), max_size=len(floors))
    )
    points = sorted(points) if rising else points
    weight = draw(st.integers(1, 100))
    return Criterion("fact", weight, tuple(floors), tuple(points))


@st.composite
def customers(draw, rising=False, values=VALUES):
    """A scheme and a customer's facts for it."""
    scheme = draw(st.lists(criteria(rising=rising), min_size=1, max_size=8))
    return scheme, [draw(values) for _criterion in scheme]


def known_weight(scheme, values):
    pairs = zip(scheme, values, strict=True)
    return sum(c.weight for c, value in pairs if value is not None)


@given(customers())
def test_a_score_lies_between_0_and_100(customer):
    assert score(*customer) is None or 0 <= score(*customer) <= 100


@given(customers())
def test_a_score_has_one_decimal(customer):
    result = score(*customer)
    assert result is None or result == round(result, 1)


@given(customers())
def test_there_is_a_score_when_half_of_the_weight_is_known(customer):
    scheme, values = customer
    share = known_weight(scheme, values) / sum(c.weight for c in scheme)
    assert (score(scheme, values) is not None) == (share >= ENOUGH_WEIGHT)


@given(customers(rising=True, values=FIGURES), st.data())
def test_a_better_value_never_lowers_the_score(customer, data):
    scheme, values = customer
    at = data.draw(st.integers(0, len(values) - 1))
    better = list(values)
    better[at] = data.draw(st.floats(values[at], 2e9))
    assert score(scheme, better) >= score(scheme, values)


@given(customers())
def test_a_missing_criterion_neither_adds_nor_takes(customer):
    scheme, values = customer
    assume(score(scheme, values) is not None)
    rest = [pair for pair in zip(scheme, values, strict=True) if pair[1] is not None]
    assert score(*zip(*rest, strict=True)) == score(scheme, values)


@given(customers(values=FIGURES))
def test_a_score_lies_between_the_worst_and_the_best_points(customer):
    earned = [c.earned(value) for c, value in zip(*customer, strict=True)]
    assert min(earned) <= score(*customer) <= max(earned)


@given(customers(), st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(customer, factor):
    scheme, values = customer
    heavier = [Criterion(c.key, factor * c.weight, c.floors, c.points) for c in scheme]
    assert score(heavier, values) == score(scheme, values)


@given(criteria(), FIGURES)
def test_a_value_reaches_the_highest_floor_not_above_it(criterion, value):
    reached = [floor for floor in criterion.floors if floor <= value]
    assert criterion.rung(value) == len(reached) - 1


@given(criteria())
def test_a_breakpoint_counts_from_its_own_value_on(criterion):
    assert [criterion.earned(floor) for floor in criterion.floors] == list(
        criterion.points
    )


@given(customers())
def test_what_the_lines_add_is_the_score(customer):
    assume(score(*customer) is not None)
    total = sum(round(10 * line.adds) for line in explain(*customer))
    assert total == round(10 * score(*customer))


@given(customers())
def test_the_shares_of_what_is_known_add_up_to_100(customer):
    scheme, values = customer
    total = sum(round(10 * line.share) for line in explain(scheme, values))
    assert total == (1000 if known_weight(scheme, values) else 0)


@given(customers())
def test_a_line_says_what_was_known_and_earned(customer):
    for line, criterion, value in zip(explain(*customer), *customer, strict=True):
        assert (line.criterion, line.value) == (criterion, value)
        if value is None:
            assert (line.points, line.rung, line.share) == (None, -1, 0)
            assert line.adds == 0
        else:
            assert line.points == criterion.earned(value)


@given(customers())
def test_a_line_is_off_its_exact_share_by_less_than_a_tenth(customer):
    scheme, values = customer
    known = known_weight(scheme, values)
    for line in explain(scheme, values):
        exact = 100 * line.criterion.weight / known if line.value is not None else 0
        assert abs(line.share - exact) < 0.1 + 1e-9


def test_no_criteria_no_score():
    assert score([], []) is None
    assert explain([], []) == []


def test_facts_and_criteria_must_match():
    with pytest.raises(ValueError):
        score([Criterion("net", 100, (0,), (50,))], [1, 2])
