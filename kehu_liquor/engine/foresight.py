"""When the next order comes, and whether one comes at all.

The time from one order to the next is longer or shorter than usual; the customer's
own intervals say what usual is, and the audience's stand in for what a short history
cannot say. After each order a few customers stop for good. Seen after so many quiet
days, both are weighed by Bayes' rule. Ten lines of it: docs/foresight.md.
"""

from dataclasses import dataclass
from typing import NamedTuple

#: Intervals count by this power: twice as long weighs 2.8 times. Above 1, an order
#: grows more likely with each quiet day; at 1 it would never be "due".
POWER = 1.5
#: How sure a range is meant to be, and its ends.
SURE = 0.8
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
HORIZON = 90


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from a real ledger (docs/foresight.md), the same for everybody.

    ``pseudo``: the audience counts like so many intervals of the customer's own;
    ``stretch``: these are so many times the audience's rhythm, because who is slow
    shows fewer intervals; ``gone``: of 1 + ``gone`` first orders, ``gone`` are the
    last one; each further order makes that less likely.
    """

    pseudo: float = 0.3
    stretch: float = 1.75
    gone: float = 0.16
    horizon: int = HORIZON


class Belief(NamedTuple):
    """What is believed of a customer's intervals on the day of its last order."""

    weight: float  # intervals known, the audience's included
    scale: float  # their powers added up
    gone: float  # the chance that the last order was the last one


class Forecast(NamedTuple):
    """Days after the last order, and two chances, after so many quiet days."""

    middle: float
    low: float
    high: float
    away: float  # no order in the next `HORIZON` days
    gone: float  # never again


def power_sum(gaps):
    """All that is kept of a customer's intervals besides their number.

    Whole numbers, so that the sum is the same in whichever order it is taken.

    >>> power_sum([4, 9]), power_sum([])
    (35, 0)
    """
    return sum(int(gap**POWER + 0.5) for gap in gaps)


def believe(intervals, powers, usual, model=Model()):
    """What to believe after so many intervals; None where the audience has none.

    >>> [round(part, 3) for part in believe(10, power_sum([20] * 10), 30)]
    [10.3, 1004.12, 0.014]
    >>> believe(0, 0, None) is None
    True
    """
    if not usual or usual <= 0:
        return None
    count = max(0, intervals or 0)
    return Belief(
        weight=model.pseudo + count,
        scale=model.pseudo * (model.stretch * usual) ** POWER + max(0, powers or 0),
        gone=model.gone / (model.gone + count + 1),
    )


def waits(belief, days):
    """The chance that a customer who will order again has not within ``days``.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [round(waits(regular, days), 2) for days in (0, 10, 20, 40)]
    [1.0, 0.73, 0.42, 0.1]
    """
    return (1 + max(0, days) ** POWER / belief.scale) ** -belief.weight


def gone(belief, quiet):
    """The chance that the customer has stopped for good, after ``quiet`` days.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [round(gone(regular, days), 2) for days in (0, 20, 60, 120)]
    [0.01, 0.03, 0.42, 0.99]
    """
    return belief.gone / (belief.gone + (1 - belief.gone) * waits(belief, quiet))


def away(belief, quiet, horizon=HORIZON):
    """The chance of no order in the ``horizon`` days after ``quiet`` ones.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [round(away(regular, days), 2) for days in (0, 20, 60, 120)]
    [0.02, 0.03, 0.42, 0.99]
    """
    still = (1 - belief.gone) * waits(belief, quiet + horizon)
    return (belief.gone + still) / (
        belief.gone + (1 - belief.gone) * waits(belief, quiet)
    )


def due(belief, quiet, share):
    """Days from the last order by which ``share`` of such customers have ordered.

    Of those who order again at all, and have been quiet so long.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [round(due(regular, 0, share)) for share in (LOW, MIDDLE, HIGH)]
    [5, 17, 40]
    >>> [round(due(regular, 30, share)) for share in (LOW, MIDDLE, HIGH)]
    [31, 39, 59]
    """
    past = max(0, quiet) ** POWER
    grown = (1 - share) ** (-1 / belief.weight)
    return ((belief.scale + past) * grown - belief.scale) ** (1 / POWER)


def forecast(belief, quiet):
    """Everything about one customer after ``quiet`` days; None without a belief.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [round(figure, 2) for figure in forecast(regular, 30)]
    [39.22, 31.44, 59.33, 0.07, 0.06]
    >>> forecast(None, 30) is None
    True
    """
    if belief is None:
        return None
    return Forecast(
        middle=due(belief, quiet, MIDDLE),
        low=due(belief, quiet, LOW),
        high=due(belief, quiet, HIGH),
        away=away(belief, quiet),
        gone=gone(belief, quiet),
    )


def is_fading(belief, quiet, rhythm, line):
    """Quiet longer than its own rhythm, and likely enough to stay away.

    >>> regular = believe(10, power_sum([20] * 10), 30)
    >>> [is_fading(regular, days, 20, 0.35) for days in (15, 40, 60)]
    [False, False, True]
    >>> is_fading(None, 60, 20, 0.35), is_fading(regular, 60, None, 0.35)
    (False, False)
    """
    if belief is None or rhythm is None or quiet <= rhythm:
        return False
    return away(belief, quiet) >= line
