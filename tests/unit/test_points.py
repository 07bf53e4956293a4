"""Points: what holds for every invoice and every way of taking it back."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import points
from kehu_liquor.engine.points import Line, Rule, Terms

MONEY = st.integers(0, 500_000).map(lambda cents: Fraction(cents, 100))
TERMS = st.builds(
    Terms,
    rule=st.just(1),
    basis=st.sampled_from(["net", "gross", "bottle"]),
    rate=st.fractions(Fraction(1, 100), 5, max_denominator=700),
    unit=st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(10)]),
    rounding=st.sampled_from(["down", "half", "up"]),
)


@st.composite
def invoices(draw):
    by = draw(TERMS)
    amounts = draw(st.lists(MONEY, min_size=1, max_size=6))
    return [
        Line(n, n % 3, net, net * Fraction(113, 100), Fraction(n + 1), by)
        for n, net in enumerate(amounts)
    ]


def total(shares):
    return sum((share.points for share in shares.values()), Fraction(0))


@given(invoices())
def test_lines_add_up_to_the_rounded_whole(lines):
    by = lines[0].terms
    whole = sum((points.base(line, by.basis) * by.rate for line in lines), Fraction(0))
    assert total(points.earned(lines)) == points.rounded(whole, by)


@given(invoices())
def test_a_complete_return_leaves_nothing(lines):
    back = [line._replace(line=100 + line.line, terms=None) for line in lines]
    assert total(points.family(lines, [back])) == 0


@given(invoices(), st.randoms())
def test_a_complete_return_in_pieces_leaves_nothing(lines, dice):
    pieces = [[line._replace(line=100 + line.line, terms=None)] for line in lines]
    dice.shuffle(pieces)
    assert total(points.family(lines, pieces)) == 0


@given(invoices(), st.lists(st.tuples(st.integers(0, 9), MONEY), max_size=8))
def test_never_more_than_earned_and_never_given(lines, returned):
    notes = [
        [Line(100 + n, product, net, net, Fraction(1))]
        for n, (product, net) in enumerate(returned)
    ]
    earned = total(points.earned(lines))
    shares = points.family(lines, notes)
    assert 0 <= total(shares) <= earned
    assert all(share.points <= 0 for key, share in shares.items() if key[0] >= 100)


@given(invoices())
def test_a_free_return_is_the_sales_mirror(lines):
    assert total(points.free_return(lines)) == -total(points.earned(lines))


def again(lines, sign, after=1000):
    """The same lines on another document; below zero where it undoes a return."""
    return [
        line._replace(
            line=sign * after + line.line,
            net=sign * line.net,
            gross=sign * line.gross,
            quantity=sign * line.quantity,
            terms=None,
        )
        for line in lines
    ]


@given(invoices(), st.integers(1, 6))
def test_a_return_that_is_undone_never_was(lines, some):
    back, undone = again(lines[:some], 1), again(lines[:some], -1)
    assert total(points.family(lines, [back, undone])) == total(points.earned(lines))
    anew = again(lines[:some], 1, after=2000)
    assert total(points.family(lines, [back, undone, anew])) == total(
        points.family(lines, [back])
    )


@given(invoices(), st.lists(st.tuples(st.integers(0, 9), MONEY, st.booleans())))
def test_undoing_never_gives_more_than_was_earned(lines, documents):
    notes = [
        [Line(100 + n, product, -net if undoes else net, net, Fraction(1))]
        for n, (product, net, undoes) in enumerate(documents)
    ]
    assert 0 <= total(points.family(lines, notes)) <= total(points.earned(lines))


@given(invoices())
def test_a_free_return_that_is_undone_never_was(lines):
    assert total(points.free_return(lines, [again(lines, 1)])) == 0


@given(invoices(), st.integers(0, 5))
def test_what_is_given_free_changes_nothing(lines, place):
    gift = Line(99, 0, Fraction(0), Fraction(0), Fraction(12), lines[0].terms)
    more = [*lines[:place], gift, *lines[place:]]
    assert total(points.earned(more)) == total(points.earned(lines))


def test_an_allowance_on_an_invoice_of_nothing_takes_nothing():
    note = [Line(2, None, Fraction(5), Fraction(5), Fraction(1))]
    assert points.family([], [note]) == {}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"products": frozenset({3})}, True),
        ({"products": frozenset({4})}, False),
        ({"roles": frozenset({8})}, False),
        ({"date_from": date(2026, 6, 2)}, False),
        ({"date_end": date(2026, 5, 31)}, False),
        ({"categories": frozenset({2})}, True),
    ],
)
def test_whether_a_rule_fits(changed, expected):
    rule = Rule(1, "net", Fraction(1))._replace(**changed)
    assert points.fits(rule, date(2026, 6, 1), 3, {1, 2}, 7) is expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_months_later_is_never_too_early(day, months):
    last = points.last_day(day, months=months)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day == day.day or (last + timedelta(days=1)).day == 1


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 12), st.integers(1, 31)
)
def test_until_a_day_of_the_year_is_one_to_two_years(day, month, number):
    last = points.last_day(day, year_end=(month, number))
    assert last.month == month
    assert 365 <= (last - day).days + 1 <= 732


def test_for_ever():
    assert points.last_day(date(2026, 6, 30)) is None
