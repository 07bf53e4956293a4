"""What is measured in a process of its own, so that its memory is its own too.

Each probe prints one line of JSON; `ask` starts it and reads that line.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import kehu_db

from . import (
    clock,
    fill,
    grades,
    history,
    loop,
    points,
    promised,
    screens,
    twins,
    warned,
)

ENTRY = Path(__file__).resolve().parents[1] / "bench.py"
PLANS = {
    "again": (),
    "4 MB": ("work_mem = '4MB'",),
    "parallel forced": (
        "force_parallel_mode = on",
        "max_parallel_workers_per_gather = 2",
        "parallel_setup_cost = 0",
        "parallel_tuple_cost = 0",
        "min_parallel_table_scan_size = 0",
    ),
    "sequential scan forced": (
        "enable_indexscan = off",
        "enable_indexonlyscan = off",
        "enable_bitmapscan = off",
    ),
}
NEWER = {"force_parallel_mode": "debug_parallel_query"}  # since PostgreSQL 16
#: What the chapters after the grades say of a night.
CHAPTERS = ("asked", "opened", "passed", "told", "pool_told", "pool_returned")
TRACE = """
SELECT md5(string_agg(m.ctid::text || m.xmin::text, ',' ORDER BY m.id))
  FROM kehu_metric m
"""


def ask(probe, database):
    """Run a probe in a fresh process; what it found."""
    command = [sys.executable, str(ENTRY), "--probe", probe, database]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def run(probe, database):
    """The other end of `ask`."""
    with kehu_db.environment(database) as env:
        found = PROBES[probe](env, database)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))
    return 0


def refresh(env, database):
    """The figures of a next day, written, in a process that refreshed the last one."""
    _refresh(env, fill.last_day(database))
    day = fill.next_day(database)
    return _refresh(env, day)


def _refresh(env, day):
    count, begun = _statements(), time.perf_counter()
    rows = env["kehu.facts"]._refresh(env.company, day)
    env.cr.commit()
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "rows": rows, "statements": _statements() - count}


def first_fill(env, database):
    """The same into an empty table, and what it gives otherwise; undone afterwards."""
    day = fill.last_day(database)
    env.cr.execute(
        "CREATE TEMP TABLE bench_stored ON COMMIT DROP AS SELECT * FROM kehu_metric"
    )
    env.cr.execute("TRUNCATE kehu_metric CASCADE")
    begun = time.perf_counter()
    rows = env["kehu.facts"]._refresh(env.company, day)
    seconds = time.perf_counter() - begun
    different = _differing(env, day, "kehu_metric", "bench_stored")
    env.cr.rollback()
    return {"seconds": seconds, "rows": rows, "different": different}


def night(env, database):
    """The whole night of a next day, in a process that did the last one's."""
    last_night(env, database)
    fill.next_day(database)
    return last_night(env, database)


def last_night(env, database):
    """The whole night of the last day, and its statements beside scoring batches."""
    day, inside = fill.last_day(database), _count_scoring(env)
    stages = clock.stages(env)
    count, begun = _statements(), time.perf_counter()
    env["kehu.run"]._run(day)
    seconds = time.perf_counter() - begun
    statements = _statements() - count - sum(inside)
    return {
        "seconds": seconds,
        "graded": stages["refresh"] + stages["score"],
        "stages": dict(stages),
        "statements": statements,
        **_story(env),
    }


def _count_scoring(env):
    """A list to which each scoring batch from now on adds its statements."""
    model, inside = type(env["kehu.run"]), []
    batch = model._house_batch = getattr(model, "_house_batch", model._score_batch)

    def counted(self, *batch_and_rules):
        count = _statements()
        try:
            return batch(self, *batch_and_rules)
        finally:
            inside.append(_statements() - count)

    model._score_batch = counted
    return inside


def _story(env):
    last = env["kehu.run"].search([("company_id", "=", env.company.id)], limit=1)
    names = ("changed", "born", "gone", "scored", "moved", "failed", *CHAPTERS)
    told = {"state": last.state, "faults": last.line_ids.mapped("message")}
    return told | {name: last[name] for name in names}


def repeat(env, database):
    """Rows that a second refresh of the same day writes, under several plans."""
    env.cr.execute(TRACE)
    before, found = env.cr.fetchone(), {}
    day = fill.last_day(database)
    for plan, settings in PLANS.items():
        _tune_with(env, settings)
        rows = env["kehu.facts"]._refresh(env.company, day)
        found[plan] = sum(rows) + _read_anew(env, day)
        env.cr.commit()
    env.cr.execute(TRACE)
    return {"plans": found, "touched": int(before != env.cr.fetchone())}


def _tune_with(env, settings):
    """Let the refresh run with these settings beside its own."""
    from odoo.tools import SQL

    facts = type(env["kehu.facts"])
    tuned = facts._house_tuned = getattr(facts, "_house_tuned", facts._execute_tuned)

    def execute(self, statement, whole):
        tuned(self, SQL("SELECT 1"), whole)
        for setting in settings:
            name, _sign, value = setting.partition(" = ")
            name = NEWER.get(name, name) if _version(env) >= 160000 else name
            self.env.cr.execute(f"SET LOCAL {name} = {value}")
        self.env.cr.execute(statement)

    facts._execute_tuned = execute


def _version(env):
    return env.cr._cnx.server_version


def _read_anew(env, day):
    """Rows that a plain reading, which may run in parallel, would change."""
    from odoo.tools import SQL

    facts = env["kehu.facts"]
    statement = SQL("%s SELECT * FROM fresh", facts._with(_question(env, day)))
    env.cr.execute("DROP TABLE IF EXISTS bench_fresh")
    table = SQL("CREATE TEMP TABLE bench_fresh ON COMMIT DROP AS %s", statement)
    facts._execute_tuned(table, True)
    return _differing(env, day, "bench_fresh", "kehu_metric")


def _differing(env, day, *tables):
    """Customers of whom two tables hold different figures."""
    from odoo.addons.kehu_liquor.facts.storage import differs
    from odoo.tools import SQL

    columns = list(env["kehu.facts"]._columns(_question(env, day)))
    one, other = (SQL.identifier(table) for table in tables)
    statement = SQL(
        "SELECT COUNT(*) FROM %s a FULL JOIN %s b USING (partner_id) WHERE %s",
        one,
        other,
        differs("a", "b", columns),
    )
    return env.execute_query(statement)[0][0]


def _question(env, day):
    return env["kehu.facts"]._question(env.company, day)


def _statements():
    import odoo.sql_db

    return odoo.sql_db.sql_counter


PROBES = {
    "refresh": refresh,
    "first_fill": first_fill,
    "night": night,
    "last_night": last_night,
    "repeat": repeat,
    "loop": loop.measure,
    "history": history.measure,
    "grades": grades.measure,
    "points": points.measure,
    "promised": promised.measure,
    "screens": screens.measure,
    "warned": warned.measure,
    "twins": twins.measure,
}
