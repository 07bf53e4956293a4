"""What sets the best apart: counts in, shares and an order out."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine.traits import FEWEST, compare

COUNTS = st.lists(
    st.tuples(
        st.sampled_from(["role_id", "rhythm"]),
        st.integers(1, 50),
        st.integers(0, 40),
        st.integers(0, 160),
    ),
    unique_by=lambda row: row[:2],
)


def test_only_among_the_best_has_no_lift():
    (trait,) = compare([("role_id", 1, 9, 0)], 10, 40)
    assert (trait.lift, trait.top_share, trait.rest_share) == (None, 0.9, 0.0)


def test_nobody_to_compare_with():
    assert compare([("role_id", 1, 9, 0)], 10, 0) == []
    assert compare([("role_id", 1, 0, 9)], 0, 10) == []


@given(COUNTS)
def test_the_strongest_come_first_and_the_rare_are_left_out(counts):
    traits = compare(counts, 40, 160)
    gaps = [trait.top_share - trait.rest_share for trait in traits]
    assert gaps == sorted(gaps, reverse=True)
    assert all(t.top_count + t.rest_count >= FEWEST for t in traits)
    kept = {(t.kind, t.value, t.top_count, t.rest_count) for t in traits}
    left = set(counts) - kept
    assert all(ours + theirs < FEWEST for _kind, _value, ours, theirs in left)


@given(COUNTS)
def test_shares_are_shares(counts):
    for trait in compare(counts, 40, 160):
        assert 0 <= trait.top_share <= 1
        assert 0 <= trait.rest_share <= 1
        assert trait.lift is None or trait.lift >= 0
