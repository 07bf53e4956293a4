"""Of the rows that fit a customer the most specific one is what it gets."""

from hypothesis import given as tried
from hypothesis import strategies as st

from kehu_liquor.engine.entitlements import Place, Row, given, matches, rank

FEW = st.one_of(st.none(), st.integers(1, 3))
QUADRANTS = st.one_of(st.none(), st.sampled_from(["treasure", "drop"]))
ROWS = st.lists(
    st.builds(
        Row,
        kind=st.sampled_from(["visits", "days"]),
        value=st.integers(0, 100).map(float),
        row=st.integers(1, 1000),
        own=st.booleans(),
        role=FEW,
        quadrant=QUADRANTS,
        grade=FEW,
        audience=FEW,
    ),
    unique_by=lambda row: (row.kind, rank(row), row[4:]),
)
PLACES = st.builds(Place, role=FEW, quadrant=QUADRANTS, grade=FEW, audience=FEW)


@tried(ROWS, PLACES)
def test_what_is_given_matches_and_nothing_that_matches_is_more_specific(rows, place):
    got = given(rows, place)
    for kind, (value, number) in got.items():
        mine = [r for r in rows if (r.kind, r.value, r.row) == (kind, value, number)]
        fit = [r for r in rows if r.kind == kind and matches(r, place)]
        assert any(r in fit and rank(r) == max(map(rank, fit)) for r in mine)


@tried(ROWS, PLACES)
def test_a_kind_without_a_row_that_fits_is_not_given(rows, place):
    fitting = {row.kind for row in rows if matches(row, place)}
    assert set(given(rows, place)) == fitting


@tried(ROWS, PLACES, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, place, dice):
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert given(shuffled, place) == given(rows, place)
