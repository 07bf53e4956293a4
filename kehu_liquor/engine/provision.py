"""What owed points are worth in the books, and the entry that brings the books there.

Counted in fractions: a proposal is exact to the cent.
"""

from fractions import Fraction
from math import floor

from .points import NOTHING


def worth(points, value, share, rounding):
    """What so many points are expected to cost, in whole steps of the currency.

    :param value: of a point; share: of 100 that are expected to be redeemed

    >>> worth(Fraction(12345), Fraction("0.01"), Fraction(80), Fraction("0.01"))
    Fraction(2469, 25)
    """
    steps = points * value * share / 100 / rounding
    return floor(steps + Fraction(1, 2)) * rounding


def moves(target, booked, account):
    """By how much each account is to change: owed is above zero.

    Provisions on other accounts, from before the setting changed, are taken back.

    :param booked: dict account → provision in the books
    :return: dict account → change, without those that stay

    >>> moves(Fraction(50), {1: Fraction(20)}, 1)
    {1: Fraction(30, 1)}
    >>> moves(Fraction(50), {1: Fraction(20)}, 2)
    {2: Fraction(50, 1), 1: Fraction(-20, 1)}
    """
    changes = {account: target - booked.get(account, NOTHING)}
    for other, before in booked.items():
        if other != account:
            changes[other] = -before
    return {key: change for key, change in changes.items() if change}
