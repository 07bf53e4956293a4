"""A database with so many customers and two years of documents, kept between runs.

It is made from a database with the addon installed and remembers, in Odoo's system
parameters, by which version of this generator and up to which day it is filled.
"""

import datetime

import kehu_db
from kehu_dev.say import Failure, note, step

from . import books, bulk, house, plan

VERSION = 2
LAST = datetime.date(2026, 6, 30)
FIRST = LAST - datetime.timedelta(days=plan.DAYS - 1)
TABLES = (
    "account_move",
    "account_move_line",
    "account_move_line_account_tax_rel",
    "account_payment",
    "account_partial_reconcile",
    "account_full_reconcile",
    "res_partner",
)
WITH_IDS = tuple(table for table in TABLES if not table.endswith("_rel"))
PAID_BEFORE = """
CREATE TEMP TABLE bench_paid ON COMMIT DROP AS
SELECT line_id, partner_id, kind, due, paid_on, paid, day AS invoiced_on,
       paid = untaxed + tax AS whole
  FROM bench_doc WHERE paid > 0
"""
#: Of what is open and falls due about now, as much as a day brings.
PAID_TODAY = """
CREATE TEMP TABLE bench_paid ON COMMIT DROP AS
SELECT l.id AS line_id, l.partner_id, 'sale' AS kind, l.date_maturity AS due,
       %(day)s::date AS paid_on, l.amount_residual AS paid, l.date AS invoiced_on,
       TRUE AS whole
  FROM account_move_line l JOIN account_move m ON m.id = l.move_id
 WHERE l.reconciled IS NOT TRUE AND l.parent_state = 'posted' AND l.amount_residual > 0
   AND l.display_type = 'payment_term' AND m.move_type = 'out_invoice'
   AND l.date_maturity BETWEEN %(day)s::date - 60 AND %(day)s::date + 5
   AND random() < 0.03
"""
NUMBER_FULL = """
UPDATE bench_doc d SET full_id = p.full_id FROM bench_payment p
 WHERE d.paid > 0 AND p.whole AND p.partner_id = d.partner_id AND p.kind = d.kind
   AND p.due = d.due
"""
SETTLE_LINES = """
UPDATE account_move_line l
   SET amount_residual = 0, amount_residual_currency = 0, reconciled = TRUE,
       full_reconcile_id = p.full_id, matching_number = p.full_id::text
  FROM bench_paid b JOIN bench_payment p USING (partner_id, kind, due, paid_on)
 WHERE l.id = b.line_id
"""
SETTLE_MOVES = """
UPDATE account_move m
   SET amount_residual = 0, amount_residual_signed = 0, payment_state = 'paid'{late}
  FROM bench_paid b JOIN account_move_line l ON l.id = b.line_id
 WHERE m.id = l.move_id
"""


def name(label):
    return f"kehu_bench_{label}"


def ensure(label, size, fresh=False):
    """The database of one size, made or brought to the present addon when needed."""
    database = name(label)
    if fresh or kehu_db.recall(database).get("version") != VERSION:
        _make(database, size)
    kehu_db.bring_up_to_date(database)
    _vacuum(database)
    return database


def _vacuum(database):
    """What autovacuum does in time: a bench does not wait for it."""
    for table in (*TABLES, "kehu_metric"):
        kehu_db.query(database, f"VACUUM ANALYZE {table}")


def _make(database, size):
    kehu_db.drop(database)
    kehu_db.make(database)
    with kehu_db.environment(database) as env:
        ids = house.make(env)
        roles = env["kehu.role"].search([]).ids
    with step(f"Filling {database} with {size:,} customers"):
        fill(database, ids, size, roles)
    check(database)
    kehu_db.remember(database, version=VERSION, day=str(LAST), house=ids, size=size)


def fill(database, ids, size, roles):
    """Customers, two years of documents and what was paid of them."""
    with kehu_db.transaction(database) as cursor:
        _tune(cursor)
        with bulk.bare(cursor, TABLES):
            first = bulk.top(cursor, "res_partner")
            plan.customers(cursor, size, first, ids, roles)
            books.partners(cursor, ids)
            plan.history(cursor, FIRST, LAST, _tops(cursor, ids))
            _write(cursor, ids)
        bulk.settle(cursor, *WITH_IDS)


def _tune(cursor):
    for setting in (
        "work_mem = '256MB'",
        "maintenance_work_mem = '1GB'",
        "jit = off",
        "max_parallel_workers_per_gather = 0",
        "max_parallel_maintenance_workers = 0",
    ):
        cursor.execute(f"SET LOCAL {setting}")


def _tops(cursor, ids):
    return {
        "top_move": bulk.top(cursor, "account_move"),
        "top_line": bulk.top(cursor, "account_move_line"),
        "sale": ids["sale"]["prefix"] + "/",
        "refund": ids["refund"]["prefix"] + "/",
    }


def _payment_tops(cursor):
    """The ids that payments start behind, the documents just drawn counted in."""
    cursor.execute("SELECT MAX(id), MAX(line_id + 1 + lines) FROM bench_doc")
    move, line = cursor.fetchone()
    return {
        "top_move": max(move or 0, bulk.top(cursor, "account_move")),
        "top_line": max(line or 0, bulk.top(cursor, "account_move_line")),
        "payment": bulk.top(cursor, "account_payment"),
        "full": bulk.top(cursor, "account_full_reconcile"),
        "partial": bulk.top(cursor, "account_partial_reconcile"),
    }


def _write(cursor, ids):
    cursor.execute(PAID_BEFORE)
    tops = _payment_tops(cursor)
    books.plan_payments(cursor, ids, tops)
    cursor.execute(NUMBER_FULL)
    books.documents(cursor, ids)
    books.payments(cursor, ids, tops)


def next_day(database):
    """One more real day: its documents, and customers paying what falls due."""
    state = kehu_db.recall(database)
    day = datetime.date.fromisoformat(state["day"]) + datetime.timedelta(days=1)
    with kehu_db.transaction(database) as cursor:
        plan.day(cursor, day, _tops(cursor, state["house"]))
        _write_day(cursor, state["house"], day)
        bulk.settle(cursor, *WITH_IDS)
    kehu_db.remember(database, day=str(day))
    return day


def _write_day(cursor, ids, day):
    cursor.execute(PAID_TODAY, {"day": day})
    tops = _payment_tops(cursor)
    books.plan_payments(cursor, ids, tops)
    books.documents(cursor, ids)
    with bulk.later(cursor, "account_move", "account_move_origin_payment_id_fkey"):
        books.payments(cursor, ids, tops)
    cursor.execute(SETTLE_LINES)
    known = "kehu_paid_late" in bulk.columns(cursor, "account_move")
    late = ", kehu_paid_late = b.paid_on > b.due" if known else ""
    cursor.execute(SETTLE_MOVES.format(late=late))


def last_day(database):
    return datetime.date.fromisoformat(kehu_db.recall(database)["day"])


def check(database):
    """Refuse data that Odoo would not: unbalanced moves, a number that is taken."""
    look = """
        SELECT COUNT(*) FROM (SELECT move_id FROM account_move_line GROUP BY move_id
                              HAVING SUM(balance) <> 0) unbalanced"""
    count = kehu_db.query(database, look)[0][0]
    with kehu_db.environment(database) as env:
        number = _post_one(env)
        env.cr.rollback()
    note(f"{database}: {count} unbalanced moves; Odoo posts the next as {number}")
    if count:
        raise Failure("The data made for the bench do not balance.")


def _post_one(env):
    """Read the last invoice as a form does, and post a copy; the copy's number."""
    domain = [("move_type", "=", "out_invoice"), ("state", "=", "posted")]
    last = env["account.move"].search(domain, order="id desc", limit=1)
    last.read()
    last.line_ids.read()
    copy = last.copy({"invoice_date": last.invoice_date})
    copy.action_post()
    return copy.name
