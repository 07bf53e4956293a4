"""Follow-ups of all customers: cadences and greetings planned anew, and once again.

Every second customer gets a key person with a birthday, every third was called this
month and keeps a promise by it, within the transaction that is undone at the end.
What a next day's plan takes is part of every whole night.
"""

from . import clock, fill

MET = """
INSERT INTO res_partner (name, complete_name, parent_id, commercial_partner_id, type,
                         active, autopost_bills, kehu_is_key_person,
                         kehu_birthday_month, kehu_birthday_day,
                         kehu_birthday_is_lunar)
SELECT 'Key ' || n, 'Key ' || n, partner_id, partner_id, 'contact', TRUE, 'ask', TRUE,
       1 + n / 2 % 12, 1 + n / 24 % 28, n / 2 % 5 = 0
  FROM bench_customer WHERE n % 2 = 0
"""
CALLED = """
INSERT INTO kehu_visit (partner_id, company_id, user_id, kind_id, state, day,
                        date_begin)
SELECT partner_id, %(company)s, user_id, %(kind)s, 'done', day, day + time '03:00'
  FROM (SELECT c.*, date_trunc('month', %(day)s::date)::date
                    + (n * 7 %% extract(day FROM %(day)s::date)::int)::int AS day
          FROM bench_customer c WHERE n %% 3 = 0) c
"""
TRACE = """
SELECT md5(string_agg(f.ctid::text || f.xmin::text, ',' ORDER BY f.id)), COUNT(*),
       COUNT(*) FILTER (WHERE f.year > 0), COUNT(*) FILTER (WHERE f.state = 'done')
  FROM kehu_followup f
"""


def measure(env, database):
    """Seconds and statements of a plan from nothing and of the same day again."""
    day, runs = fill.last_day(database), env["kehu.run"]
    _fill(env, day)
    first, _planned = clock.seconds(lambda: runs._plan(env.company, day))
    before = _trace(env)
    count = env.cr.sql_log_count
    second, new = clock.seconds(lambda: runs._plan(env.company, day))
    statements = env.cr.sql_log_count - count
    touched = int(before != _trace(env))
    env.cr.rollback()
    return {
        "first": first,
        "second": second,
        "rows": before[1],
        "greetings": before[2],
        "kept": before[3],
        "written": new + touched,
        "statements": statements,
    }


def _fill(env, day):
    """Nothing promised yet; persons and contacts."""
    env.cr.execute("DELETE FROM kehu_followup")
    env.cr.execute(MET)
    kind = env.ref("kehu_liquor.visit_kind_phone").id
    called = {"company": env.company.id, "kind": kind, "day": day}
    env.cr.execute(CALLED, called)


def _trace(env):
    env.cr.execute(TRACE)
    return env.cr.fetchone()
