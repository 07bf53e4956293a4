"""What a budget holds, who must agree, and whether a customer costs too much."""

from statistics import median
from typing import NamedTuple

#: Fewer customers of a grade give no usual cost.
MIN_PEERS = 8


class Growth(NamedTuple):
    """How a budget grows: so many percent of sales above a line, up to a limit."""

    percent: float = 0.0
    above: float = 0.0
    most: float = 0.0  # 0: without limit


def grown(sales, growth):
    """What real sales add to a budget; falling sales never take from its base.

    >>> grown(1_200_000, Growth(percent=2, above=1_000_000))
    4000.0
    >>> grown(9e6, Growth(2, 1e6, 5e4)), grown(5, Growth(2, 10))
    (50000.0, 0.0)
    """
    more = max(0.0, sales - growth.above) * growth.percent / 100
    return min(more, growth.most) if growth.most else more


def steps(amount, second_from):
    """How many people must agree: from a line on two, with no line always one.

    >>> steps(19_999, 20_000), steps(20_000, 20_000), steps(10**6, 0)
    (1, 2, 1)
    """
    return 2 if 0 < second_from <= amount else 1


def share(cost, net):
    """Support cost by net sales; None where nothing was sold.

    >>> share(50, 1000), share(50, 0), share(50, -3)
    (0.05, None, None)
    """
    return cost / net if net > 0 else None


def usual(shares):
    """The median share of others, None while they are too few to say.

    >>> usual([0.02] * 7), usual([0.02] * 7 + [0.5])
    (None, 0.02)
    """
    return median(shares) if len(shares) >= MIN_PEERS else None


def quota(percent, net):
    """What a customer may cost in 12 months: a share of its net sales.

    >>> quota(5, 200_000), quota(5, -10)
    (10000.0, 0.0)
    """
    return max(0.0, net) * percent / 100
