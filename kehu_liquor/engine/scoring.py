"""Facts → points → score.

A criterion turns one fact into points (0–100) by a ladder of breakpoints. The
score of a customer is the mean of the points, weighted by what the scheme says.
A fact that does not exist is left out and its weight shared among the others.
"""

from bisect import bisect_right
from dataclasses import dataclass

#: Below this share of the scheme's weight there is not enough known to grade.
ENOUGH_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question put to a customer.

    ``key`` names the fact, ``weight`` is in percent, ``floors`` and ``points``
    are the breakpoints: a value from ``floors[i]`` on earns ``points[i]``.
    """

    key: str
    weight: int
    floors: tuple[float, ...]
    points: tuple[int, ...]

    def rung(self, value):
        """Index of the breakpoint that ``value`` reaches, -1 below the first.

        >>> Criterion("growth", 10, (-0.2, 0.0, 0.2), (30, 60, 100)).rung(0.1)
        1
        """
        return bisect_right(self.floors, value) - 1

    def earned(self, value):
        """Points that ``value`` earns; nothing below the first breakpoint.

        >>> Criterion("growth", 10, (-0.2, 0.0, 0.2), (30, 60, 100)).earned(-0.5)
        0
        """
        at = bisect_right(self.floors, value) - 1
        return self.points[at] if at >= 0 else 0


@dataclass(frozen=True, slots=True)
class Line:
    """How one criterion came out: what a scorecard shows."""

    criterion: Criterion
    value: float | None
    points: int | None
    rung: int
    share: float


def score(criteria, values):
    """Score 0–100 to one decimal, or None when too little is known.

    ``values`` holds one fact per criterion, in order, None where there is none.

    >>> money = Criterion("net", 60, (0, 1000), (20, 100))
    >>> trend = Criterion("growth", 40, (-1, 0), (0, 50))
    >>> score([money, trend], [1500, 0.1])
    80.0
    >>> score([money, trend], [1500, None])  # the trend's weight goes to the money
    100.0
    >>> score([money, trend], [None, 0.1]) is None  # 40 % known: not enough
    True
    """
    present = total = earned = 0
    for criterion, value in zip(criteria, values, strict=True):
        total += criterion.weight
        if value is not None:
            present += criterion.weight
            earned += criterion.weight * criterion.earned(value)
    if not present or present < ENOUGH_WEIGHT * total:
        return None
    return _tenth(earned, present)


def explain(criteria, values):
    """One `Line` per criterion; ``share`` is the weight it really had, in percent.

    >>> money = Criterion("net", 60, (0, 1000), (20, 100))
    >>> trend = Criterion("growth", 40, (-1, 0), (0, 50))
    >>> [(line.points, line.share) for line in explain([money, trend], [1500, None])]
    [(100, 100.0), (None, 0.0)]
    """
    present = sum(
        criterion.weight
        for criterion, value in zip(criteria, values, strict=True)
        if value is not None
    )
    return [
        _line(criterion, value, present)
        for criterion, value in zip(criteria, values, strict=True)
    ]


def _line(criterion, value, present):
    if value is None:
        return Line(criterion, None, None, -1, 0.0)
    share = _tenth(100 * criterion.weight, present)
    return Line(criterion, value, criterion.earned(value), criterion.rung(value), share)


def _tenth(part, whole):
    """part / whole rounded half up to one decimal, in whole numbers throughout."""
    return ((20 * part + whole) // (2 * whole)) / 10
