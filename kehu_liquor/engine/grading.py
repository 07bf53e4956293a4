"""Score → grade: a ladder of floors, read from the top."""


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
