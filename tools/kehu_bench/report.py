"""The table on the screen and in docs/performance.md."""

import datetime
import os
import platform
import re

import kehu_db
from kehu_dev.places import ROOT

PAGE = ROOT / "docs" / "performance.md"
HEAD = ("what", "measured", "bar", "", "")
BETWEEN = re.compile(r"(<!-- measured -->\n).*(<!-- /measured -->)", re.S)


def text(lines):
    """The table in columns, for a terminal."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n" + "\n".join(_columns(row, widths) for row in rows) + "\n"


def _columns(row, widths):
    sides = ("<", ">", ">", "<", "<")
    cells = [
        f"{cell:{side}{width}}"
        for cell, side, width in zip(row, sides, widths, strict=True)
    ]
    return "  " + "  ".join(cells).rstrip()


def write(lines, database):
    """Put the table and the machine's description into the page, between its marks."""
    table = ["| what | measured | bar | | |", "|---|---:|---:|---|---|"]
    table += ["| " + " | ".join(line.cells()) + " |" for line in lines]
    block = "\n".join([_machine(database), "", *table, ""])
    PAGE.write_text(
        BETWEEN.sub(lambda found: found[1] + block + found[2], PAGE.read_text())
    )


def _machine(database):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    look = "SELECT current_setting(%s)"
    names = ("server_version", "shared_buffers", "fsync")
    version, buffers, fsync = (kehu_db.query(database, look, n)[0][0] for n in names)
    return (
        f"Measured on {datetime.date.today()}: {os.cpu_count()} cores,"
        f" {memory:.0f} GB of memory, PostgreSQL {version.split()[0]}"
        f" (shared_buffers {buffers}, fsync {fsync}),"
        f" Python {platform.python_version()}."
    )
