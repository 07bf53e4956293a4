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
    adds: float


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
            at = bisect_right(criterion.floors, value)
            earned += criterion.weight * criterion.points[at - 1] if at else 0
    if not present or present < ENOUGH_WEIGHT * total:
        return None
    return _tenths(earned, present) / 10


def explain(criteria, values):
    """One `Line` per criterion.

    ``share`` is the weight it really had, in percent, ``adds`` what it brings to the
    score: rounded so that they add up to 100 and to the score.

    >>> money = Criterion("net", 60, (0, 1000), (20, 100))
    >>> trend = Criterion("growth", 40, (-1, 0), (0, 50))
    >>> lines = explain([money, trend], [1500, None])
    >>> [(line.points, line.share, line.adds) for line in lines]
    [(100, 100.0, 100.0), (None, 0.0, 0.0)]
    """
    pairs = list(zip(criteria, values, strict=True))
    known = [0 if value is None else c.weight for c, value in pairs]
    earned = [0 if value is None else c.weight * c.earned(value) for c, value in pairs]
    total = _tenths(sum(earned), sum(known)) if any(known) else 0
    return [
        _line(criterion, value, share / 10, adds / 10)
        for (criterion, value), share, adds in zip(
            pairs, _split(1000, known), _split(total, earned), strict=True
        )
    ]


def _line(criterion, value, share, adds):
    if value is None:
        return Line(criterion, None, None, -1, share, adds)
    points, rung = criterion.earned(value), criterion.rung(value)
    return Line(criterion, value, points, rung, share, adds)


def _tenths(part, whole):
    """part / whole in tenths, rounded half up, in whole numbers throughout."""
    return (20 * part + whole) // (2 * whole)


def _split(total, parts):
    """``total`` split like ``parts``, in whole numbers that add up to it.

    What rounding down leaves goes to the parts that lost most by it.

    >>> _split(1000, [35, 15, 15, 15, 10])
    [389, 167, 167, 166, 111]
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    floors = [total * part // whole for part in parts]
    lost = sorted(range(len(parts)), key=lambda i: -(total * parts[i] % whole))
    for i in lost[: total - sum(floors)]:
        floors[i] += 1
    return floors
