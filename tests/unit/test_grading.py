"""Every score reaches exactly one grade, and the next one is really the next."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine.grading import faults, repeated, rung, to_next

SCORES = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@st.composite
def ladders(draw, bottom=True):
    """Floors in tenths and grades numbered upwards, in any order."""
    floors = draw(st.sets(st.integers(1, 1000), max_size=7))
    steps = sorted(floors | {0} if bottom else floors)
    ladder = [(tenths / 10, number) for number, tenths in enumerate(steps)]
    return draw(st.permutations(ladder))


@given(ladders(), SCORES)
def test_every_score_reaches_exactly_one_grade(ladder, score):
    steps = sorted(ladder)
    ceilings = [floor for floor, _grade in steps[1:]] + [101]
    claiming = [
        grade
        for (floor, grade), ceiling in zip(steps, ceilings, strict=True)
        if floor <= score < ceiling
    ]
    assert claiming == [rung(ladder, score)]


@given(ladders(bottom=False), SCORES)
def test_below_the_lowest_floor_there_is_no_grade(ladder, score):
    reached = any(floor <= score for floor, _grade in ladder)
    assert (rung(ladder, score) is not None) == reached


@given(ladders())
def test_without_a_score_there_is_no_grade(ladder):
    assert rung(ladder, None) is None
    assert to_next(ladder, None) is None


@given(ladders(), SCORES, SCORES)
def test_more_points_never_mean_a_lower_grade(ladder, one, other):
    low, high = sorted([one, other])
    assert rung(ladder, low) <= rung(ladder, high)


@given(ladders(), SCORES)
def test_the_missing_points_reach_the_next_grade_and_no_more(ladder, score):
    here, above = rung(ladder, score), to_next(ladder, score)
    if above is None:
        assert here == max(grade for _floor, grade in ladder)
        return
    grade, missing = above
    assert grade == here + 1
    assert rung(ladder, round(score + missing, 1)) == grade
    assert rung(ladder, round(score + missing - 0.1, 1)) == here


@given(st.lists(st.integers(1, 100)))
def test_what_the_weights_lack_makes_them_sum(weights):
    assert sum(weights) + faults(weights) == 100


@given(st.lists(st.integers(0, 20)))
def test_repeated_floors_are_those_named_twice(floors):
    assert repeated(floors) == [n for n in range(21) if floors.count(n) > 1]
