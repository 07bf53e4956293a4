"""What posting an invoice costs with points, beside a database without our addon.

Both databases have the same house, a customer with few invoices and one with many.
A process on each posts in turn, so that other work on the machine weighs on both;
a round's two postings are compared with each other, and the median round counts.
"""

import contextlib
import datetime
import json
import subprocess
import sys
import time
from statistics import median

import kehu_db
from kehu_dev.say import step

from . import house
from .line import Line
from .probe import ENTRY

VERSION = 1
DATABASES = {"plain": "kehu_bench_plain", "ours": "kehu_bench_posting"}
INVOICES = {"few": 10, "many": 1_000}
BATCH = 50
DAY = datetime.date(2026, 6, 30)
ROUNDS = 200
WARM = 10
#: Times a posting without our addon.
POSTING = 1.05
#: Times a posting for the customer with few invoices, as without our addon.
GROWTH = 1.05


def measure(rounds=ROUNDS):
    """Seconds and statements of each posting, by database and customer."""
    for label, database in DATABASES.items():
        _ensure(label, database)
    found = {label: {size: [] for size in INVOICES} for label in DATABASES}
    with (
        step(f"Posting {4 * rounds} invoices in turn"),
        contextlib.ExitStack() as stack,
    ):
        posters = {
            label: stack.enter_context(_poster(database))
            for label, database in DATABASES.items()
        }
        for number in range(-WARM, rounds):
            _round(posters, found, number)
    return found


def _round(posters, found, number):
    """One posting for each customer on each database, the order changing."""
    for size in INVOICES:
        labels = list(DATABASES)[:: 1 if number % 2 else -1]
        for label in labels:
            posted = posters[label](size)
            if number >= 0:
                found[label][size].append(posted)


def judge(found):
    """The lines of the table."""
    times = {
        label: {
            size: [one["seconds"] for one in posted] for size, posted in kind.items()
        }
        for label, kind in found.items()
    }
    lines = [_ratio(size, times) for size in INVOICES]
    pairs = zip(times["ours"]["many"], times["ours"]["few"], strict=True)
    plain = zip(times["plain"]["many"], times["plain"]["few"], strict=True)
    grown, base = (median(a / b for a, b in both) for both in (pairs, plain))
    counts = [{one["statements"] for one in found["ours"][size]} for size in INVOICES]
    few, many = (min(count) for count in counts)
    return [
        *lines,
        Line(
            "posting: 1,000 invoices before / 10, beside the same without us",
            grown / base,
            GROWTH,
            detail=f"{grown:.3f} to {base:.3f}",
        ),
        Line(
            "posting: statements more for 1,000 invoices before than for 10",
            many - few,
            0,
            "{:.0f}",
            f"{few} and {many}; {_few(found, 'plain')} without us",
        ),
    ]


def _ratio(size, times):
    ours, plain = times["ours"][size], times["plain"][size]
    ratio = median(a / b for a, b in zip(ours, plain, strict=True))
    return Line(
        f"posting an invoice, {INVOICES[size]:,} before / without our addon",
        ratio,
        POSTING,
        "{:.3f}",
        f"{median(ours) * 1000:.1f} ms to {median(plain) * 1000:.1f} ms,"
        f" {len(ours)} rounds",
    )


def _few(found, label):
    return min(one["statements"] for one in found[label]["few"])


# ---------------------------------------------------------------- the databases
def _ensure(label, database):
    if kehu_db.recall(database).get("posting") != VERSION:
        kehu_db.drop(database)
        kehu_db.make(database, with_addon=label == "ours")
        with kehu_db.environment(database) as env:
            ids = house.make(env)
            with step(f"Filling {database} with {sum(INVOICES.values()):,} invoices"):
                ids |= _fill(env, ids, label == "ours")
        kehu_db.remember(database, posting=VERSION, house=ids)
    if label == "ours":
        kehu_db.bring_up_to_date(database)
    for table in ("account_move", "account_move_line"):
        kehu_db.query(database, f"VACUUM ANALYZE {table}")


def _fill(env, ids, with_points):
    """A customer with few and one with many invoices; their ids."""
    if with_points:
        rules = env["kehu.points.rule"].with_context(active_test=False)
        rule = rules.search([], limit=1)
        rule.write({"active": True, "date_from": house.DAY})
    customers = {}
    for size, count in INVOICES.items():
        customers[size] = env["res.partner"].create({"name": size, "is_company": True})
        for _batch in range(0, count, BATCH):
            moves = env["account.move"].create(
                [_values(ids, customers[size].id) for _one in range(min(BATCH, count))]
            )
            moves.action_post()
            env.cr.commit()
            env.invalidate_all()
    return {size: customer.id for size, customer in customers.items()}


def _values(ids, customer):
    lines = [
        (0, 0, {"product_id": product, "price_unit": 100 + product, "quantity": 6})
        for product in ids["products"][:3]
    ]
    return {
        "move_type": "out_invoice",
        "partner_id": customer,
        "invoice_date": str(DAY),
        "invoice_line_ids": lines,
    }


# ---------------------------------------------------------------- the processes
@contextlib.contextmanager
def _poster(database):
    """A process that posts for a customer when told to, and says what it took."""
    command = [sys.executable, str(ENTRY), "--poster", database]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        process.stdout.readline()  # it says when it is ready

        def post(size):
            process.stdin.write(f"{size}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield post
        process.stdin.close()


def run(database):
    """The other end of `_poster`: one posting for each line that comes in."""
    registry, ids = kehu_db.registry(database), kehu_db.recall(database)["house"]
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_post(registry, ids, line.strip())), flush=True)
    return 0


def _post(registry, ids, size):
    """Post one draft as a button does, in a transaction of its own."""
    import odoo.sql_db
    from odoo import api

    with registry.cursor() as cursor:
        env = api.Environment(cursor, kehu_db.SYSTEM, {})
        draft = env["account.move"].create(_values(ids, ids[size])).id
    with registry.cursor() as cursor:
        env = api.Environment(cursor, kehu_db.SYSTEM, {})
        count, begun = odoo.sql_db.sql_counter, time.perf_counter()
        env["account.move"].browse(draft).action_post()
        env.flush_all()
        cursor.commit()
        seconds = time.perf_counter() - begun
        return {
            "seconds": seconds,
            "statements": odoo.sql_db.sql_counter - count,
        }
