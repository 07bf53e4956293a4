"""Scoring all customers with and without news, and the dry run of a scheme."""

from . import clock, fill


def measure(env, database):
    """Seconds of each over all customers; everything is given up afterwards."""
    day = fill.last_day(database)
    again = clock.usual(env, lambda: _score(env, day))
    drafts = _drafts(env)
    dry, moved = clock.seconds(lambda: _try(env, drafts))
    for draft in drafts:
        draft.action_activate()
    env.flush_all()
    anew, found = clock.anew(env, lambda: _score(env, day))
    env.cr.rollback()
    return {"again": again, "dry": dry, "movers": moved, "anew": anew, **found}


def _drafts(env):
    """A new version of every scheme in use, the weights given round by one."""
    drafts = env["kehu.scheme"]
    for scheme in drafts._in_use(env.company).values():
        draft = drafts.browse(scheme.action_new_version()["res_id"])
        weights = draft.criterion_ids.mapped("weight")
        for criterion, weight in zip(
            draft.criterion_ids, weights[1:] + weights[:1], strict=True
        ):
            criterion.weight = weight
        drafts += draft
    env.flush_all()
    return drafts


def _try(env, drafts):
    """The dry run of each, so of all customers. :return: how many would move"""
    trials = env["kehu.scheme.trial"]
    for draft in drafts:
        trials += trials._run(draft, env.company)
    return sum(trial.up + trial.down for trial in trials)


def _score(env, day):
    """Batch by batch as the night does it, without its commits."""
    scoring, company = env["kehu.scoring"], env.company
    rules, last, found = scoring._rules(company), 0, {"scored": 0, "moved": 0}
    while last is not None:
        outcome = scoring._score(company, day, last, rules=rules)
        last = outcome.last
        found["scored"] += outcome.scored
        found["moved"] += outcome.moved
    env.flush_all()
    return found
