"""Seconds of the stages of a night, and of what can be done again and again."""

import time
from collections import Counter
from statistics import median

TIMES = 3


def stages(env):
    """A counter to which each stage of a night from now on adds its seconds."""
    model, spent = type(env["kehu.run"]), Counter()
    told = model._house_tell = getattr(model, "_house_tell", model._tell)

    def tell(self, stage, begun):
        spent[stage] += time.monotonic() - begun
        return told(self, stage, begun)

    model._tell = tell
    return spent


def seconds(work):
    """How long it takes, and what it answers."""
    begun = time.perf_counter()
    answer = work()
    return time.perf_counter() - begun, answer


def usual(env, work):
    """The median of some runs after a first one, with nothing remembered between."""
    found = []
    for _ in range(TIMES + 1):
        env.invalidate_all()
        found.append(seconds(work)[0])
    return median(found[1:])


def anew(env, work, before=lambda: None):
    """The median of some runs of what is done once, each undone; its last answer.

    :param before: what has to be done each time, and is not timed
    """
    found = []
    for _ in range(TIMES):
        env.invalidate_all()
        with env.cr.savepoint(flush=False) as undone:
            before()
            spent, answer = seconds(work)
            undone.rollback()
        found.append(spent)
    env.invalidate_all()
    return median(found), answer
