"""Dealers by marks from 1 to 5: the axes, the quadrant, what is not met."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import evaluation

marks = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 5)), st.integers(1, 50)), max_size=30
)
points = st.one_of(st.none(), st.floats(0, 100))


@given(marks)
def test_a_score_lies_between_0_and_100(given_marks):
    score = evaluation.score(given_marks)
    assert score is None or 0 <= score <= 100


@given(marks, st.integers(0, 29))
def test_a_better_mark_never_lowers_the_score(given_marks, at):
    before = evaluation.score(given_marks)
    if before is None or at >= len(given_marks) or given_marks[at][0] is None:
        return
    better = list(given_marks)
    better[at] = (5, better[at][1])
    assert evaluation.score(better) >= before


@given(points, points, st.integers(1, 99), st.integers(1, 99))
def test_both_known_have_a_quadrant(ability, credit, able, trusted):
    found = evaluation.quadrant(ability, credit, able, trusted)
    assert (found is None) == (ability is None or credit is None)


@given(st.floats(-2, 2), st.floats(0, 1))
def test_more_earns_no_worse_mark(value, more):
    ladder = ((-0.5, 20), (-0.2, 40), (0, 60), (0.1, 80), (0.3, 100))
    low, high = evaluation.mark(value, ladder), evaluation.mark(value + more, ladder)
    assert 1 <= low <= high <= 5
