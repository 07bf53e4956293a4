"""Balances of all customers from a ledger of twenty entries each, undone afterwards."""

import time
from statistics import median

EACH = 20
REPEATS = 5
#: Most customers asked at once.
ASKED = 10_000
FILL = """
INSERT INTO kehu_points_entry
       (partner_id, company_id, kind, points, day, document, booked_on, booked_by_id)
SELECT k.partner_id, k.company_id, 'earn', 1 + n %% 97, %(day)s::date - n * 30,
       'B' || n, now() AT TIME ZONE 'UTC', %(user)s
  FROM kehu_metric k, generate_series(1, %(each)s) n
 WHERE k.company_id = %(company)s
"""


def measure(env, database):
    """Seconds and statements of one question for many balances."""
    import odoo.sql_db

    company, entries = env.company, env["kehu.points.entry"]
    day = env["kehu.facts"]._today(company)
    values = {"day": day, "user": env.uid, "each": EACH, "company": company.id}
    env.cr.execute(FILL, values)
    written = env.cr.rowcount
    env.cr.execute("ANALYZE kehu_points_entry")
    metrics = env["kehu.metric"].search([("company_id", "=", company.id)], limit=ASKED)
    partners, seconds = metrics.partner_id, []
    entries._balances(partners[:1], company)
    for _time in range(REPEATS):
        count, begun = odoo.sql_db.sql_counter, time.perf_counter()
        balances = entries._balances(partners, company)
        seconds.append(time.perf_counter() - begun)
        statements = odoo.sql_db.sql_counter - count
    env.cr.rollback()
    return {
        "seconds": median(seconds),
        "statements": statements,
        "customers": len(balances),
        "entries": written,
    }
