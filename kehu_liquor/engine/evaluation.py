"""How good a dealer is: able and to be trusted, by marks from 1 to 5."""

#: Below this share of an axis' weight there is not enough known to say.
ENOUGH_WEIGHT = 0.5
LOWEST, HIGHEST = 1, 5
BEST, SEAT, RISKY, WEAK = "best", "seat", "risky", "weak"


def mark(value, ladder):
    """The mark that a fact earns by its breakpoints ``(from, points of 100)``.

    >>> on_time = ((0.5, 40), (0.7, 60), (0.95, 100))
    >>> mark(0.3, on_time), mark(0.7, on_time), mark(1, on_time), mark(None, on_time)
    (1, 3, 5, None)
    """
    if value is None:
        return None
    points = max((points for floor, points in ladder if value >= floor), default=0)
    return max(LOWEST, round(HIGHEST * points / 100))


def score(marks):
    """0–100 from ``(mark or None, weight)``; None when too little is known.

    >>> score([(5, 10), (3, 10)]), score([(1, 10)]), score([(5, 1), (None, 3)])
    (75.0, 0.0, None)
    """
    known = sum(weight for value, weight in marks if value is not None)
    whole = sum(weight for _value, weight in marks)
    if not known or known < ENOUGH_WEIGHT * whole:
        return None
    earned = sum((v - LOWEST) * weight for v, weight in marks if v is not None)
    return round(100 * earned / (known * (HIGHEST - LOWEST)), 1)


def quadrant(ability, credit, ability_cut, credit_cut):
    """Credit × ability; None while either is unknown.

    >>> quadrant(70, 80, 60, 60), quadrant(40, 80, 60, 60)
    ('best', 'seat')
    >>> quadrant(70, 40, 60, 60), quadrant(40, 40, 60, 60), quadrant(None, 80, 60, 60)
    ('risky', 'weak', None)
    """
    if ability is None or credit is None:
        return None
    if credit >= credit_cut:
        return BEST if ability >= ability_cut else SEAT
    return RISKY if ability >= ability_cut else WEAK


def missed(marks):
    """Names of the written criteria that are not met: ``(name, mark, at least)``.

    What nobody has answered is not met either.

    >>> missed([("credit", 3, 3), ("team", 2, 3), ("van", None, 2), ("talk", 1, 0)])
    ['team', 'van']
    """
    return [
        name
        for name, value, least in marks
        if least and (value is None or value < least)
    ]
