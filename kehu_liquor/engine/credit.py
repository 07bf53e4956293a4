"""Whether an order may be confirmed: over the limit, overdue, not opened yet.

The one place where it is decided, for a button, a remote call, a copy and a shop.
Amounts are in the company's currency.
"""

from typing import NamedTuple

CENT = 0.005


class Case(NamedTuple):
    """An order and its customer, as they stand this minute in the order's company.

    ``owed`` is net of what is prepaid; a limit or term that is None is none at all.
    """

    total: float
    untaxed: float
    paid: float = 0.0
    owed: float = 0.0
    uninvoiced: float = 0.0
    limit: float | None = None
    overdue_days: int = 0
    allowed_days: int | None = None
    opening_limit: float | None = None


def exposure(case):
    """What the customer would owe with this order.

    >>> exposure(Case(total=100, untaxed=90, owed=50, uninvoiced=25))
    175
    """
    return case.owed + case.uninvoiced + case.total


def is_prepaid(case):
    """Paid on the order itself, or money in hand covers it after all that is owed.

    >>> is_prepaid(Case(total=100, untaxed=90, owed=-120, uninvoiced=20))
    True
    >>> is_prepaid(Case(total=100, untaxed=90, owed=-120, uninvoiced=21))
    False
    """
    in_hand = -(case.owed + case.uninvoiced)
    return max(case.paid, in_hand) >= case.total - CENT


def reasons(case):
    """Why the order needs a release, worst first; empty when it passes.

    What is prepaid risks no money. An opening is about papers, not money: it is
    asked for whoever has paid.

    >>> reasons(Case(total=100, untaxed=90, owed=950, limit=1000))
    ('limit',)
    >>> reasons(Case(total=100, untaxed=90, overdue_days=31, allowed_days=30))
    ('overdue',)
    >>> reasons(Case(total=100, untaxed=90, paid=100, limit=0, opening_limit=50))
    ('opening',)
    """
    if case.total <= 0:
        return ()
    money = not is_prepaid(case)
    over = case.limit is not None and exposure(case) > case.limit + CENT
    late = case.allowed_days is not None and case.overdue_days > case.allowed_days
    closed = case.opening_limit is not None and case.untaxed > case.opening_limit + CENT
    found = {"limit": money and over, "overdue": money and late, "opening": closed}
    return tuple(name for name, holds in found.items() if holds)
