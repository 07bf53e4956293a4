"""bin/bench: large databases of real Odoo tables, and the bars of the night."""

import argparse
import json
from pathlib import Path

from kehu_dev import places
from kehu_dev.say import main as ended_well
from kehu_dev.say import note
from kehu_foresight import command as foretold

from . import (
    bars,
    crowd,
    fill,
    measure,
    names,
    parts,
    posting,
    probe,
    report,
    writers,
)

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}


def main(arguments):
    if arguments[:1] == ["--probe"]:
        return probe.run(*arguments[1:])
    if arguments[:1] == ["--writer"]:
        return writers.run(*arguments[1:])
    if arguments[:1] == ["--poster"]:
        return posting.run(*arguments[1:])
    options = _parse(arguments)
    if options.names:
        return names.run(options.names)
    if options.ledger:
        return foretold.run(options.ledger)
    with places.locked("bench"):  # two at once would measure each other
        work = _posting if options.posting else _parts if options.parts else _bench
        return ended_well(lambda _given: work(options))


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    every = ",".join(SIZES)
    parser.add_argument("--sizes", default=every, help=f"some of {every} (all)")
    parser.add_argument("--json", help="write all that was measured to this file")
    parser.add_argument("--fresh", action="store_true", help="make the databases anew")
    parser.add_argument(
        "--names", help="only judge the labelled name pairs of this CSV"
    )
    parser.add_argument("--ledger", help="measure only the forecast, on this ledger")
    parser.add_argument(
        "--posting",
        action="store_true",
        help="measure only the posting of invoices, with our addon and without",
    )
    parser.add_argument(
        "--parts",
        action="store_true",
        help="measure only what stands beside the nights: rules, screens, duplicates",
    )
    options = parser.parse_args(arguments)
    options.sizes = options.sizes.split(",")
    for size in options.sizes:
        if size not in SIZES:
            parser.error(f"no such size: {size}")
    return options


def _databases(options):
    sizes = [size for size in SIZES if size in options.sizes]
    databases = {size: fill.ensure(size, SIZES[size], options.fresh) for size in sizes}
    for database in databases.values():
        crowd.ensure(database)
    return databases


def _bench(options):
    databases = _databases(options)
    sizes = list(databases)
    found = measure.nights(databases)
    more = measure.parts(databases)
    beside = measure.beside(databases[sizes[-1]], SIZES[sizes[-1]])
    posted = posting.measure()
    lines = bars.judge(found, beside, sizes[-1]) + parts.judge(more)
    lines += posting.judge(posted)
    print(report.text(lines))
    if options.json:
        _keep(options, sizes=found, parts=more, beside=beside, posting=posted)
    if sizes == list(SIZES):
        report.write(lines, databases[sizes[-1]])
    else:
        note("docs/performance.md is left alone: not all sizes were measured")
    return 1 if any(line.over for line in lines) else 0


def _parts(options):
    """These alone: the table is shown and not kept."""
    more = measure.parts(_databases(options))
    lines = parts.judge(more)
    print(report.text(lines))
    if options.json:
        _keep(options, parts=more)
    return 1 if any(line.over for line in lines) else 0


def _posting(options):
    """This part alone: the table is shown and not kept."""
    posted = posting.measure()
    lines = posting.judge(posted)
    print(report.text(lines))
    if options.json:
        _keep(options, posting=posted)
    return 1 if any(line.over for line in lines) else 0


def _keep(options, **found):
    Path(options.json).write_text(json.dumps(found, indent=1) + "\n")
