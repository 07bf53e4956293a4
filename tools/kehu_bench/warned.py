"""Warnings of twenty rules on all customers: the first night, and the same day again.

Next days are part of every night that is measured; here all begins anew. The base is
one pass over `kehu.metric`: a sequential scan in one process that adds up.
"""

import time
from statistics import median

from . import clock, fill, floor

OURS = "kehu_alert, kehu_alert_step, kehu_alert_digest, kehu_loss"
TRACE = "SELECT md5(string_agg(a.ctid::text, ',' ORDER BY a.id)) FROM kehu_alert a"
PASSES = 9
PASS = """
SELECT company_id, COUNT(*), SUM(net_12m), SUM(overdue_amount), MAX(last_sale_date)
  FROM kehu_metric WHERE active GROUP BY company_id
"""


def measure(env, database):
    """Stages of a first and of a second night, and what the second one wrote."""
    env.cr.execute(f"TRUNCATE {OURS} CASCADE")
    env.cr.commit()
    first = _night(env, database)
    trace = _trace(env)
    before = one_pass(env)
    second = _night(env, database)
    return {
        "pass": (before + one_pass(env)) / 2,
        "first": first,
        "second": second,
        "touched": int(trace != _trace(env)),
    }


def one_pass(env):
    """Seconds of the pass, warm, rows delivered; the median of some."""
    for setting in floor.SETTINGS:
        env.cr.execute(f"SET LOCAL {setting}")
    found = []
    for _ in range(PASSES):
        begun = time.perf_counter()
        env.cr.execute(PASS)
        env.cr.fetchall()
        found.append(time.perf_counter() - begun)
    env.cr.rollback()
    return median(found)


def _night(env, database):
    """Seconds by stage, and what the night says of itself."""
    stages = clock.stages(env)
    env["kehu.run"]._run(fill.last_day(database))
    last = env["kehu.run"].search([("company_id", "=", env.company.id)], limit=1)
    names = ("asked", "opened", "passed", "told")
    return {**stages, **{name: last[name] for name in names}}


def _trace(env):
    env.cr.execute(TRACE)
    return env.cr.fetchone()[0]
