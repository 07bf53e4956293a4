"""What advice or a support brought: sales after it, against customers without it."""

from dataclasses import dataclass
from statistics import median

#: Fewer customers to compare with say nothing.
MIN_PEERS = 8
MEASURED, FEW, NOTHING_BEFORE = "measured", "few", "nothing_before"


@dataclass(frozen=True)
class Effect:
    """What can be said, of how many comparable customers, and the two changes."""

    verdict: str
    peers: int
    growth: float | None = None
    peer_growth: float | None = None

    @property
    def gain(self):
        """Growth beyond that of the others.

        >>> Effect(MEASURED, 9, 0.25, 0.0625).gain
        0.1875
        """
        return self.growth - self.peer_growth if self.verdict == MEASURED else None


def change(before, after):
    """Growth from one period to the next, None where nothing was bought before.

    >>> change(200, 250), change(0, 50), change(-10, 50)
    (0.25, None, None)
    """
    return float(after) / float(before) - 1 if before > 0 else None


def effect(before, after, others):
    """Growth of one customer against the median growth of the others.

    :param others: ``(before, after)`` of each comparable customer; who bought nothing
        before has no growth and does not count

    >>> effect(100, 130, [(100, 110)] * 8)
    Effect(verdict='measured', peers=8, growth=0.3, peer_growth=0.1)
    >>> effect(100, 130, [(100, 110)] * 7 + [(0, 500)])
    Effect(verdict='few', peers=7, growth=0.3, peer_growth=None)
    >>> effect(0, 130, [(100, 110)] * 8)
    Effect(verdict='nothing_before', peers=8, growth=None, peer_growth=0.1)
    """
    changes = [change(*pair) for pair in others]
    known = [value for value in changes if value is not None]
    growth = change(before, after)
    if len(known) < MIN_PEERS:
        return Effect(FEW, len(known), _rounded(growth))
    verdict = NOTHING_BEFORE if growth is None else MEASURED
    return Effect(verdict, len(known), _rounded(growth), _rounded(median(known)))


def _rounded(value):
    """To a hundredth of a percent: the same sums always give the same number."""
    return None if value is None else round(value, 4)
