"""Score → grade: a ladder of floors, read from the top.

By score alone (`rung`), and as it holds (`settle`): a grade that has been reached is
left only when the facts clearly say so.
"""

from dataclasses import dataclass

FULL = 100


def rung(ladder, score):
    """The first grade whose floor the score reaches; None without a score.

    ``ladder`` is a list of ``(floor, grade)`` in any order.

    >>> ladder = [(0, "D"), (40, "C"), (75, "A")]
    >>> rung(ladder, 75.0), rung(ladder, 74.9), rung(ladder, None)
    ('A', 'C', None)
    """
    if score is None:
        return None
    best = None
    for step in ladder:
        if score >= step[0] and (best is None or step[0] > best[0]):
            best = step
    return best[1] if best else None


def to_next(ladder, score):
    """``(grade, missing points)`` of the next grade up, None at the top.

    >>> to_next([(0, "D"), (40, "C"), (75, "A")], 72.5)
    ('A', 2.5)
    >>> to_next([(0, "D"), (40, "C"), (75, "A")], 80) is None
    True
    """
    above = [step for step in ladder if score is not None and step[0] > score]
    if not above:
        return None
    floor, grade = min(above, key=lambda step: step[0])
    return grade, round(floor - score, 1)


def faults(weights):
    """What is wrong with a scheme's weights: the missing percent, 0 when it sums.

    >>> faults([60, 35]), faults([60, 40])
    (5, 0)
    """
    return 100 - sum(weights)


def repeated(floors):
    """Floors that occur twice: two rungs would claim the same value.

    >>> repeated([0, 50, 50, 75])
    [50]
    """
    return sorted({floor for floor in floors if floors.count(floor) > 1})


@dataclass(frozen=True, slots=True)
class Margins:
    """What keeps a grade from flip-flopping: points up, points down, days to stay."""

    up: float = 0.0
    down: float = 0.0
    stay: int = 0


def settle(ladder, score, current, days, margins):
    """The grade that holds now, and what held the score's own grade back.

    A grade rises only where the score passes the higher floor by ``margins.up``, and
    falls only when it is below its own floor by more than ``margins.down``. After a
    move it stays for ``margins.stay`` days, whichever way the score goes: a customer
    moved down would otherwise be back up in a week. A full score always rises and an
    empty one always falls, wherever the floors are.

    ``days`` is how long ago the grade last moved; None if it never did, because the
    first grade was no move and is held by no stay.

    :return: ``(grade, "margin" | "stay" | None)``

    >>> ladder, habits = [(0, "D"), (40, "C"), (75, "A")], Margins(2, 3, 90)
    >>> settle(ladder, 76, "C", 200, habits), settle(ladder, 77, "C", 200, habits)
    (('C', 'margin'), ('A', None))
    >>> settle(ladder, 72, "A", 200, habits), settle(ladder, 71.9, "A", 89, habits)
    (('A', 'margin'), ('A', 'stay'))
    >>> settle(ladder, 76, None, None, habits)
    ('A', None)
    """
    target = rung(ladder, score)
    if current is None or score is None or target == current:
        return target, None
    own = floor_of(ladder, current)
    if own is None:  # its rung is gone
        return target, None
    clear = _clear(ladder, score, own, margins, target)
    reached = current if clear is None else clear[0]
    if reached == current:
        return current, "margin"
    if days is not None and days < margins.stay:
        return current, "stay"
    return reached, None if reached == target else "margin"


def _clear(ladder, score, own, margins, target):
    """``(grade,)`` that the score clearly calls for from floor ``own``, else None."""
    if score < own:
        falls = not score or score < round(own - margins.down, 1)
        return (target,) if falls else None
    sure = rung(ladder, score if score >= FULL else round(score - margins.up, 1))
    rises = sure is not None and floor_of(ladder, sure) > own
    return (sure,) if rises else None


def floor_of(ladder, grade):
    """Where a grade of the ladder begins, None if it is not on it."""
    return next((floor for floor, name in ladder if name == grade), None)
