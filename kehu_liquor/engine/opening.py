"""Account opening: what a requirement still lacks, and how far an opening is."""

from datetime import date
from typing import NamedTuple


class Need(NamedTuple):
    """What a requirement asks to be shown; with nothing asked, a tick is enough."""

    number: bool = False
    date_end: bool = False
    file: bool = False
    amount: float = 0.0


class Shown(NamedTuple):
    """What is there."""

    number: str = ""
    date_end: date | None = None
    file: bool = False
    amount: float = 0.0
    ticked: bool = False


def lacking(need, shown, today):
    """What is missing, by name, in the order in which it is asked for.

    >>> lacking(Need(number=True, date_end=True), Shown(number="JY1"), date(2026, 1, 1))
    ('date_end',)
    >>> lacking(Need(date_end=True), Shown(date_end=date(2025, 1, 1)), date(2026, 1, 1))
    ('expired',)
    >>> lacking(Need(amount=100.0), Shown(amount=99.5), date(2026, 1, 1))
    ('amount',)
    >>> lacking(Need(), Shown(), date(2026, 1, 1))
    ('tick',)
    """
    tests = {
        "number": need.number and not shown.number.strip(),
        "date_end": need.date_end and not shown.date_end,
        "expired": bool(shown.date_end and shown.date_end < today),
        "file": need.file and not shown.file,
        "amount": need.amount > 0 and shown.amount < need.amount,
        "tick": not any(need) and not shown.ticked,
    }
    return tuple(name for name, fails in tests.items() if fails)
