"""Every score reaches exactly one grade, and the next one is really the next."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine.grading import (
    Margins,
    faults,
    repeated,
    rung,
    settle,
    to_next,
)

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


MARGINS = st.builds(
    Margins,
    up=st.integers(0, 100).map(lambda tenths: tenths / 10),
    down=st.integers(0, 100).map(lambda tenths: tenths / 10),
    stay=st.integers(0, 200),
)


def nights(ladder, scores, margins, current=None, moved=None):
    """Grades night by night as scoring keeps them: the moves are dated."""
    for night, score in enumerate(scores):
        days = None if moved is None else night - moved
        grade, _held = settle(ladder, score, current, days, margins)
        if None not in (grade, current) and grade != current:
            moved = night
        current = grade
        yield current


def moves(grades):
    return sum(one != other for one, other in pairwise(grades))


@given(ladders(), SCORES, MARGINS, st.integers(0, 7), st.integers(-300, 0))
def test_constant_facts_never_oscillate(ladder, score, margins, start, moved):
    """Whatever grade a customer comes from, it moves once at most and stays there."""
    current = sorted(ladder)[min(start, len(ladder) - 1)][1]
    lived = [current, *nights(ladder, [score] * 400, margins, current, moved)]
    assert moves(lived) <= 1
    final = lived[-1]
    again, _held = settle(ladder, score, final, None, margins)
    assert again == final


@given(ladders(), st.lists(SCORES, min_size=2, max_size=60), MARGINS)
def test_a_grade_that_moved_stays_for_its_days(ladder, scores, margins):
    lived = list(nights(ladder, scores, margins))
    days = [n for n, (a, b) in enumerate(pairwise(lived), 1) if a != b]
    assert all(later - day >= margins.stay for day, later in pairwise(days))


@given(ladders(), SCORES, SCORES, st.integers(0, 7), MARGINS)
def test_more_points_never_settle_lower(ladder, one, other, start, margins):
    current = sorted(ladder)[min(start, len(ladder) - 1)][1]
    low, high = sorted([one, other])
    assert (
        settle(ladder, low, current, None, margins)[0]
        <= settle(ladder, high, current, None, margins)[0]
    )


@given(ladders(), SCORES, st.integers(0, 7), MARGINS)
def test_a_held_grade_says_so_and_a_free_one_does_not(ladder, score, start, margins):
    current = sorted(ladder)[min(start, len(ladder) - 1)][1]
    for days in (None, 0):
        grade, held = settle(ladder, score, current, days, margins)
        assert (held is None) == (grade == rung(ladder, score))


@given(ladders(), SCORES, st.integers(0, 7))
def test_without_margins_the_score_decides(ladder, score, start):
    current = sorted(ladder)[min(start, len(ladder) - 1)][1]
    assert settle(ladder, score, current, 0, Margins())[0] == rung(ladder, score)


@given(ladders(), SCORES, MARGINS)
def test_the_first_grade_is_given_at_once(ladder, score, margins):
    assert settle(ladder, score, None, None, margins) == (rung(ladder, score), None)


@given(ladders(), st.integers(0, 7), MARGINS)
def test_a_full_score_reaches_the_top_and_an_empty_one_the_bottom(
    ladder, start, margins
):
    steps = [grade for _floor, grade in sorted(ladder)]
    current = steps[min(start, len(steps) - 1)]
    assert settle(ladder, 100.0, current, None, margins)[0] == steps[-1]
    assert settle(ladder, 0.0, current, None, margins)[0] == steps[0]
