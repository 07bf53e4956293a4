"""What the best customers have in common, and the others have not."""

from dataclasses import dataclass

#: A trait that fewer customers of both groups show says nothing.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Trait:
    """How often the best and the others show one trait."""

    kind: str
    value: int
    top_count: int
    rest_count: int
    top_share: float
    rest_share: float

    @property
    def lift(self):
        """How many times as often among the best; None: only among them.

        >>> Trait("role_id", 1, 6, 8, 0.6, 0.2).lift
        3.0
        """
        if not self.rest_share:
            return None
        return round(self.top_share / self.rest_share, 2)


def compare(counts, top, rest, fewest=FEWEST):
    """The traits that set the best apart, the strongest difference first.

    :param counts: ``(kind, value, how many of the best, of the others)``
    :param top: how many the best are
    :param rest: how many the others are

    >>> counts = [("role_id", 1, 9, 10), ("role_id", 2, 1, 30), ("role_id", 3, 1, 1)]
    >>> [(t.value, t.top_share, t.rest_share) for t in compare(counts, 10, 40)]
    [(1, 0.9, 0.25), (2, 0.1, 0.75)]
    """
    if not top or not rest:
        return []
    traits = [
        Trait(kind, value, ours, theirs, ours / top, theirs / rest)
        for kind, value, ours, theirs in counts
        if ours + theirs >= fewest
    ]
    return sorted(traits, key=lambda t: (t.rest_share - t.top_share, t.kind, t.value))
