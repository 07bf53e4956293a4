"""Points: which rule a line earns by, what a document earns, what returns take back.

Counted in fractions, so that a third of a point is a third. Rounding is done on a
document's running sum: its lines' points add up to the rounded points of the whole,
and a complete return gives back exactly what was earned.
"""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

NOTHING = Fraction(0)
#: Of a number's size, so that a return rounds as its sale did.
ROUNDINGS = {
    "down": floor,
    "half": lambda steps: floor(steps + Fraction(1, 2)),
    "up": ceil,
}


class Rule(NamedTuple):
    """A rule as a row says it: conditions that are empty hold for everything."""

    rule: int
    basis: str  # net, gross: money; bottle: pieces in the product's own unit
    rate: Fraction
    unit: Fraction = Fraction(1)
    rounding: str = "down"
    when_paid: bool = False
    by_grade: bool = False
    date_from: date = date.min
    date_end: date = date.max
    products: frozenset = frozenset()
    categories: frozenset = frozenset()
    roles: frozenset = frozenset()


class Terms(NamedTuple):
    """By what a line earns: the rule, and its rate with the customer's multiplier."""

    rule: int
    basis: str
    rate: Fraction
    unit: Fraction = Fraction(1)
    rounding: str = "down"


class Line(NamedTuple):
    """A product line in company currency, positive on an invoice and its return."""

    line: int
    product: int | None
    net: Fraction
    gross: Fraction
    quantity: Fraction
    terms: Terms | None = None


class Share(NamedTuple):
    """A line's points by a rule; what was counted and at which rate, where it was."""

    points: Fraction
    base: Fraction | None = None
    rate: Fraction | None = None


def exact(number):
    """A number from the database as it was written there.

    >>> exact(0.1) + exact(0.2) == exact(0.3)
    True
    """
    return Fraction(str(round(number or 0, 9)))


def fits(rule, day, product, categories, role):
    """Whether a line of this product, with its categories' path, earns by a rule.

    >>> wine = Rule(1, "net", Fraction(1), categories=frozenset({5}))
    >>> fits(wine, date(2026, 6, 1), 9, {1, 5}, None)
    True
    >>> fits(wine, date(2026, 6, 1), 9, {1, 6}, None)
    False
    """
    return (
        rule.date_from <= day <= rule.date_end
        and (not rule.products or product in rule.products)
        and (not rule.categories or not rule.categories.isdisjoint(categories))
        and (not rule.roles or role in rule.roles)
    )


def terms(rule, multiplier=1):
    """The terms that a rule gives a customer."""
    rate = rule.rate * multiplier
    return Terms(rule.rule, rule.basis, rate, rule.unit, rule.rounding)


def base(line, basis):
    """What a line counts: money or pieces; what is given free never counts.

    >>> base(Line(1, 2, Fraction(0), Fraction(0), Fraction(6)), "bottle")
    Fraction(0, 1)
    """
    if not line.net:
        return NOTHING
    return line.quantity if basis == "bottle" else getattr(line, basis)


def rounded(points, by):
    """Whole steps of the rule's unit.

    >>> rounded(Fraction("7.9"), Terms(1, "net", 1, Fraction(5)))
    Fraction(5, 1)
    >>> rounded(Fraction("-7.9"), Terms(1, "net", 1, Fraction(1), "half"))
    Fraction(-8, 1)
    """
    steps = ROUNDINGS[by.rounding](abs(points) / by.unit)
    return (steps if points > 0 else -steps) * by.unit


def earned(lines):
    """What lines earn: ``(line, rule)`` → share.

    >>> by = Terms(7, "net", Fraction("0.01"))
    >>> money = Fraction(99)
    >>> lines = [Line(n, 1, money, money, Fraction(1), by) for n in (1, 2)]
    >>> [int(share.points) for share in earned(lines).values()]
    [0, 1]
    """
    shares, sums = {}, {}
    for line in lines:
        if by := line.terms:
            counted = base(line, by.basis)
            before = sums.get(by.rule, NOTHING)
            sums[by.rule] = after = before + counted * by.rate
            points = rounded(after, by) - rounded(before, by)
            shares[line.line, by.rule] = Share(points, counted, by.rate)
    return shares


def free_return(lines, undone=()):
    """A credit note that names no invoice takes what its lines would earn.

    :param undone: lists of lines of the documents that undo it

    >>> by = Terms(7, "net", Fraction(1))
    >>> lines = [Line(2, 5, Fraction(30), Fraction(34), Fraction(3), by)]
    >>> int(free_return(lines)[2, 7].points)
    -30
    >>> again = [Line(3, 5, Fraction(20), Fraction(23), Fraction(2))]
    >>> int(free_return(lines, [again])[3, 7].points)
    20
    """
    return {
        key: share._replace(points=-share.points, base=share.base and -share.base)
        for key, share in family(lines, undone).items()
    }


class Returns:
    """What linked credit notes take back of an invoice, one after the other.

    A line goes back at the rate of its product on the invoice; one whose product is
    not on it (an allowance) takes its share of the whole. Never more than earned.
    """

    def __init__(self, invoice):
        self.by_product, self.whole, self.back = {}, {}, {}
        self.products = {line.product for line in invoice}
        self.total = sum((line.net for line in invoice), NOTHING)
        for line in invoice:
            if by := line.terms:
                self.by_product[line.product] = by
                worth = base(line, by.basis) * by.rate
                _by, before = self.whole.get(by.rule, (by, NOTHING))
                self.whole[by.rule] = by, before + worth

    def take(self, lines):
        """What one credit note takes: ``(line, rule)`` → share; gives, if undoing."""
        shares = {}
        for line in lines:
            for rule, worth, counted, rate in self._worth(line):
                before = self._left(rule)
                self.back[rule] = self.back.get(rule, NOTHING) + worth
                points = self._left(rule) - before
                shares[line.line, rule] = Share(points, counted, rate)
        return shares

    def _worth(self, line):
        """``(rule, points before rounding, counted, rate)`` of a line."""
        if line.product in self.products:
            if by := self.by_product.get(line.product):
                counted = base(line, by.basis)
                yield by.rule, counted * by.rate, -counted, by.rate
        elif self.total > 0:
            for rule, (_by, worth) in self.whole.items():
                yield rule, worth * line.net / self.total, None, None

    def _left(self, rule):
        """What stays of the invoice's points by a rule."""
        by, worth = self.whole[rule]
        left = worth - self.back.get(rule, NOTHING)
        return rounded(sorted((NOTHING, left, worth))[1], by)


def family(invoice, credit_notes):
    """The points of an invoice and of its linked credit notes, in their order.

    :param invoice: its lines
    :param credit_notes: list of lists of lines; below zero where it undoes another
    :return: ``(line, rule)`` → share

    >>> by = Terms(7, "net", Fraction(1))
    >>> sold = [Line(1, 5, Fraction(100), Fraction(113), Fraction(10), by)]
    >>> back = [Line(2, 5, Fraction(30), Fraction("33.9"), Fraction(3))]
    >>> more = [Line(3, 5, Fraction(90), Fraction("101.7"), Fraction(9))]
    >>> {line: int(s.points) for (line, _), s in family(sold, [back, more]).items()}
    {1: 100, 2: -30, 3: -70}
    """
    shares = earned(invoice)
    returns = Returns(invoice)
    for lines in credit_notes:
        shares |= returns.take(lines)
    return shares


def last_day(day, months=0, year_end=None):
    """The last day on which points of a day hold; None: for ever.

    :param months: so many months on
    :param year_end: ``(month, day)``: that day of a year, at least a year on

    >>> last_day(date(2026, 1, 31), months=1)
    datetime.date(2026, 2, 28)
    >>> last_day(date(2026, 6, 30), year_end=(12, 31))
    datetime.date(2027, 12, 31)
    """
    if months:
        years, month = divmod(day.month - 1 + months, 12)
        return _on(day.year + years, month + 1, day.day)
    if year_end:
        found = _on(day.year + 1, *year_end)
        soon = found < _on(day.year + 1, day.month, day.day)
        return _on(day.year + 2, *year_end) if soon else found
    return None


def _on(year, month, day):
    """That day, or the month's last one."""
    following = date(year + month // 12, month % 12 + 1, 1)
    wanted = date(year, month, 1) + timedelta(days=day - 1)
    return min(wanted, following - timedelta(days=1))
