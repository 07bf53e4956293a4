"""How customers pay: when, and whether at all."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Payer:
    """A way of paying. Pairs are (from, to) in days."""

    early: tuple = (0, 9)  # before the due date, when in time
    late_share: float = 0.02  # of the invoices
    late: tuple = (3, 12)  # after the due date, when late
    stopped: tuple = ()  # days ago since when nothing is paid
    at_once: bool = False
    in_cash: bool = False
    deposit: float = 0  # paid ahead, as a share of a year's purchases


PAYERS = {
    "prompt": Payer(),
    "fair": Payer(early=(0, 6), late_share=0.15, late=(3, 15)),
    "slow": Payer(early=(0, 3), late_share=0.5, late=(5, 35)),
    "bad": Payer(early=(0, 2), late_share=0.85, late=(20, 90)),
    "stuck": Payer(early=(0, 2), late_share=0.9, late=(15, 60), stopped=(90, 210)),
    "prepaid": Payer(at_once=True, deposit=0.05),
    "cash": Payer(at_once=True, in_cash=True),
}


def pay_days(payer, bills, today, rng):
    """For each ``(day, due)`` the day it is paid, None while it is open."""
    stop = (
        today - timedelta(days=rng.randint(*payer.stopped)) if payer.stopped else today
    )
    paid = [_pay_day(payer, day, due, rng) for day, due in bills]
    return [day if day <= stop else None for day in paid]


def _pay_day(payer, day, due, rng):
    if payer.at_once:
        return day
    if rng.random() < payer.late_share:
        return due + timedelta(days=rng.randint(*payer.late))
    return max(day, due - timedelta(days=rng.randint(*payer.early)))
