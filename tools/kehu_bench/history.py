"""A file of 100,000 lines of past sales: checked, imported, undone; no bar."""

import base64
import time
from datetime import timedelta

from . import fill

LINES = 100_000
PER_DOCUMENT = 4
DAYS = 700
HEADINGS = "单据号,日期,客户编号,未税金额,商品,数量"


def measure(env, database):
    """Seconds of each step, in a transaction that is given up afterwards."""
    env.company.kehu_cutover_date = fill.FIRST
    data = _file(env).encode()
    batch = env["kehu.import"].create(
        {"file": base64.b64encode(data), "filename": "history.csv"}
    )
    found = {}
    for step in ("action_check", "action_import_all", "action_undo"):
        begun = time.perf_counter()
        getattr(batch, step)()
        _go_on(batch)
        env.flush_all()
        found[step.split("_")[1]] = time.perf_counter() - begun
        if step == "action_import_all":
            found["documents"] = batch.document_count
    env.cr.rollback()
    return found


def _go_on(batch):
    """The work in the background, batch by batch, without its commits."""
    if batch.state == "checking":
        entries = batch._open_file()
        while batch.state == "checking":
            batch._check_batch(entries)
    while batch.state == "importing":
        batch._import_batch()


def _file(env):
    """Each document of one customer and day, its lines of one product each."""
    env.cr.execute("SELECT n FROM bench_customer ORDER BY n")
    customers = [row[0] for row in env.cr.fetchall()]
    days = [fill.FIRST - timedelta(days=back) for back in range(1, DAYS)]
    lines = [HEADINGS]
    for number in range(LINES):
        document = number // PER_DOCUMENT
        lines.append(
            f"H{document},{days[document % len(days)]},"
            f"B{customers[document % len(customers)]:06},"
            f'"{1000 + number % 9000:,}.50",Bench spirit {1 + number % 60:02},'
            f"{1 + number % 12}"
        )
    return "\n".join(lines)
