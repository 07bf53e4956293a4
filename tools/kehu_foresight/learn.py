"""The three figures of the model, learned from earlier days: the likeliest ones."""

import math

from .engine import foresight

ROUNDS = 250
START = (0.5, 1.5, 0.1)
SMALLEST = 1e-12


def model(cuts):
    """The model under which what happened after ``cuts`` was likeliest."""
    cases = [(case, cut.usual) for cut in cuts for case in cut.of(2)]
    known = [(c, len(c.gaps), foresight.power_sum(c.gaps), u) for c, u in cases]

    def wrong(logs):
        tried = foresight.Model(*map(math.exp, logs))
        total = sum(
            _surprise(case, foresight.believe(count, powers, usual, tried))
            for case, count, powers, usual in known
        )
        return total / len(known) + 1e-4 * sum(value * value for value in logs)

    best = _lowest(wrong, [math.log(value) for value in START])
    return foresight.Model(*map(math.exp, best))


def _surprise(case, belief):
    """How unlikely it was that the customer came on that day, or stayed away."""
    if case.away:
        return -math.log(max(SMALLEST, foresight.away(belief, case.quiet)))
    day = case.quiet + case.came
    came = foresight.waits(belief, day - 1) - foresight.waits(belief, day)
    still = 1 - belief.gone
    quiet = belief.gone + still * foresight.waits(belief, case.quiet)
    return -math.log(max(SMALLEST, still * came / quiet))


def _lowest(function, start, step=0.5):
    """Where a function of a few numbers is lowest (Nelder and Mead's simplex)."""
    points = [list(start)]
    for axis in range(len(start)):
        points.append([x + step * (axis == n) for n, x in enumerate(start)])
    valued = [(function(point), point) for point in points]
    for _round in range(ROUNDS):
        valued.sort(key=lambda pair: pair[0])
        if valued[-1][0] - valued[0][0] < 1e-9:
            break
        valued = _step(function, valued)
    return min(valued, key=lambda pair: pair[0])[1]


def _step(function, valued):
    """Mirror the worst point at the middle of the others; else draw it, or all, in."""
    (least, best), worst = valued[0], valued[-1][1]
    others = [point for _value, point in valued[:-1]]
    middle = [sum(axis) / len(others) for axis in zip(*others, strict=True)]

    def at(factor):
        pairs = zip(middle, worst, strict=True)
        point = [m + factor * (m - w) for m, w in pairs]
        return function(point), point

    mirrored = at(1)
    if mirrored[0] < least:
        return [*valued[:-1], min(mirrored, at(2), key=lambda pair: pair[0])]
    if mirrored[0] < valued[-2][0]:
        return [*valued[:-1], mirrored]
    inner = at(-0.5)
    if inner[0] < valued[-1][0]:
        return [*valued[:-1], inner]
    pulled = [
        [(x + b) / 2 for x, b in zip(p, best, strict=True)] for _v, p in valued[1:]
    ]
    return [valued[0], *((function(point), point) for point in pulled)]
