"""What a warning says, and how often it was right.

A sentence is a template with gaps: ``{overdue_since:days}`` names a fact and, after
a colon, how it is said.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

GAP = re.compile(r"\{(\w+)(?::(\w+))?\}")
FORMS = ("money", "percent", "days", "date", "number", "text")
#: With fewer judged warnings a share says nothing.
FEWEST = 8


class Gap(NamedTuple):
    """A fact named in a sentence, and the form it is said in ("" for the usual)."""

    name: str
    form: str


def gaps(template: str) -> list[Gap]:
    """The gaps of a sentence, in order.

    >>> gaps("{amount:money} open for {since:days} days, {grade_id}")
    [Gap(name='amount', form='money'), Gap(name='since', form='days'), \
Gap(name='grade_id', form='')]
    """
    return [Gap(name, form or "") for name, form in GAP.findall(template)]


def malformed(template: str) -> str | None:
    """What is wrong with a sentence: a lone brace or an unknown form.

    >>> malformed("{amount:money} open"), malformed("{amount"), malformed("{a:huge}")
    (None, '{', 'huge')
    """
    rest = GAP.sub("", template)
    for brace in "{}":
        if brace in rest:
            return brace
    unknown = [gap.form for gap in gaps(template) if gap.form not in ("", *FORMS)]
    return unknown[0] if unknown else None


def fill(template: str, say: Callable[[Gap], str]) -> str:
    """The sentence with its gaps filled; nothing in a fact is read as a template.

    >>> fill("{a} and {b}", lambda gap: {"a": "{b}", "b": "2"}[gap.name])
    '{b} and 2'
    """
    return GAP.sub(lambda found: say(Gap(found[1], found[2] or "")), template)


def hit_rate(right: int, judged: int) -> float | None:
    """The share of warnings that came true; None while there are too few.

    >>> hit_rate(6, 8), hit_rate(3, 7)
    (0.75, None)
    """
    return right / judged if judged >= FEWEST else None
