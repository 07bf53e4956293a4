"""The closing table: figure, compared, equal, different, with examples."""

import datetime

from . import figures, ours

EXAMPLES = 3
WIDTH = 46


def table(env, company, day, truth):
    """Print the table; the number of figures that differ somewhere."""
    print(f"\n  {'figure':{WIDTH}} {'compared':>9} {'equal':>9} {'different':>9}")
    different = 0
    for figure in _figures(env, company, day, truth):
        _print(figure)
        different += bool(figure.different)
    verdict = f"{different} figures differ" if different else "no differences"
    print(f"\n  As of {day}: {verdict}")
    return different


def _figures(env, company, day, truth):
    customers = ours.customers(env, company, day)
    months = env["kehu.facts"]._months(company, day)
    totals = ours.totals(env, company, customers)
    cutoff = datetime.date.fromisoformat(truth["outcome_after_cutoff"]["cutoff"])
    return [
        *figures.customers(truth, customers),
        *figures.points(truth, ours.points(env, company, day)),
        *figures.abnormal(truth, ours.abnormal(env, company, day)),
        *figures.warned(truth, ours.warned(env, company)),
        *figures.past(truth, ours.past(env, company, cutoff)),
        *figures.months(truth, months),
        *figures.facts("pareto", truth["pareto"], ours.pareto(customers)),
        *figures.facts("class", truth["abc"]["counts"], ours.classes(customers)),
        *figures.facts("total", truth["totals"], totals),
    ]


def _print(figure):
    compared, different = len(figure.pairs), figure.different
    numbers = f"{compared:9,} {compared - len(different):9,} {len(different):9,}"
    print(f"  {figure.name:{WIDTH}} {numbers}")
    for key in different[:EXAMPLES]:
        truth, mine = figure.pairs[key]
        print(f"      {key}: the truth says {truth}, we say {mine}")
