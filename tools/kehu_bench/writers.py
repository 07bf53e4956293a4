"""People who save customers while the night writes figures of the same customers.

Each of the writers saves customers of its own, so that a collision is one with the
night and not with a colleague.
"""

import json
import random
import subprocess
import sys
import threading
import time

import kehu_db

from .probe import ENTRY, ask

WRITERS = 4
CUSTOMERS = 2000  # those with the most documents; each writer saves a quarter
RETRIED = ("40001", "40P01")  # serialization failure, deadlock


def measure(database):
    """The night of a next day with writers beside it: what failed on either side."""
    writers = [_start(database, seed) for seed in range(WRITERS)]
    for writer in writers:
        writer.stdout.readline()  # it says when it is ready
    night = ask("night", database)
    saved = [_stop(writer) for writer in writers]
    return {
        "saves": sum(one["saves"] for one in saved),
        "errors": sum(one["errors"] for one in saved),
        "night": night["seconds"],
        "state": night["state"],
    }


def _start(database, seed):
    command = [sys.executable, str(ENTRY), "--writer", database, str(seed)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen(command, text=True, **pipes)


def _stop(writer):
    rest, _none = writer.communicate("stop\n")
    return json.loads(rest.splitlines()[-1])


def run(database, seed):
    """Save customers through the ORM until a line comes in; counts as JSON."""
    registry = kehu_db.registry(database)
    asked = threading.Event()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    choose, found = random.Random(int(seed)), {"saves": 0, "errors": 0}
    customers = _customers(database)[int(seed) :: WRITERS]
    print("ready", flush=True)
    while not asked.is_set():
        error = _save(registry, choose.choice(customers))
        found["errors" if error else "saves"] += 1
        time.sleep(0.01)
    print(json.dumps(found))
    return 0


def _listen(asked):
    sys.stdin.readline()
    asked.set()


def _customers(database):
    look = "SELECT partner_id FROM bench_customer ORDER BY docs DESC, n LIMIT %s"
    return [row[0] for row in kehu_db.query(database, look, CUSTOMERS)]


def _save(registry, customer):
    """One person's save, without Odoo's own retries. :return: whether it collided"""
    import psycopg2

    from odoo import api

    with registry.cursor() as cursor:
        env = api.Environment(cursor, kehu_db.SYSTEM, {"tracking_disable": True})
        try:
            partner = env["res.partner"].browse(customer)
            partner.write({"comment": f"called at {time.time()}"})
            env.flush_all()
            cursor.commit()
        except psycopg2.Error as error:
            cursor.rollback()
            if error.pgcode not in RETRIED:
                raise
            return True
    return False
