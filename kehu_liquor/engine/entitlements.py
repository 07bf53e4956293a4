"""What a customer gets: rows with conditions, the most specific one wins."""

from typing import NamedTuple


class Row(NamedTuple):
    """A promise, and for whom: a condition that is None holds for everybody."""

    kind: str
    value: float
    row: int
    own: bool = False
    role: int | None = None
    quadrant: str | None = None
    grade: int | None = None
    audience: int | None = None


class Place(NamedTuple):
    """Where a customer stands: what the conditions are compared with."""

    role: int | None = None
    quadrant: str | None = None
    grade: int | None = None
    audience: int | None = None


def rank(row):
    """How specific a row is: the company's own before the shared, then the number of
    conditions, then role before quadrant before grade before audience.

    >>> rank(Row("visits", 1, 1, grade=1)) > rank(Row("visits", 1, 2, audience=9))
    True
    """
    conditions = row[4:]
    named = tuple(condition is not None for condition in conditions)
    return row.own, sum(named), named


def matches(row, place):
    """Whether all conditions of a row hold."""
    return all(
        wanted is None or wanted == found
        for wanted, found in zip(row[4:], place, strict=True)
    )


def given(rows, place):
    """What a customer gets: kind → ``(value, row)`` of the most specific row.

    >>> rows = [Row("days", 30, 1, grade=1), Row("days", 45, 2, grade=1, role=7)]
    >>> given(rows, Place(grade=1)), given(rows, Place(grade=1, role=7))
    ({'days': (30, 1)}, {'days': (45, 2)})
    """
    best = {}
    for row in sorted(rows, key=rank):
        if matches(row, place):
            best[row.kind] = (row.value, row.row)
    return best
