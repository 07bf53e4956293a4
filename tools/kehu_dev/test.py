"""bin/test: set-up, then the stages unit, odoo and blackbox, or those named.

`core` is long and runs only when it is named: core's own tests beside our addon.
"""

import argparse
import dataclasses
import os
import sys
import xml.etree.ElementTree as ElementTree

from . import core, databases, debian, places, say, setup

NO_TESTS = 5  # pytest's exit code when it found none
NO_ODOO = ["-p", "no:odoo"]  # the plugin wants a database


@dataclasses.dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    fail_in_both: int = 0  # of core's own tests: with us and without

    def __add__(self, other):
        ours, theirs = dataclasses.astuple(self), dataclasses.astuple(other)
        return Count(*map(sum, zip(ours, theirs, strict=True)))

    def __str__(self):
        line = f"{self.passed} passed, {self.failed} failed"
        if self.fail_in_both:
            line += f", fail in both: {self.fail_in_both}"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


def unit(extra):
    return _pytest("unit", [*NO_ODOO, "tests/unit"], extra)


def odoo(extra):
    """Our addon alone; then, where there are glue addons, all of them together."""
    total = _odoo("odoo", ["kehu_liquor"], ["kehu_liquor"], extra)
    glue = databases.addons()[1:]
    if glue:
        total += _odoo("odoo-glue", databases.addons(), glue, extra)
    return total


def _odoo(stage, wanted, tested, extra):
    folders = [f"{addon}/tests" for addon in tested]
    folders = [folder for folder in folders if (places.ROOT / folder).is_dir()]
    if not folders:
        raise say.Failure(f"No tests in {', '.join(tested)}.")
    _need_browser()
    with databases.lent("test") as name:
        complaints = databases.copy_installed(name, wanted)
        for line in complaints:
            say.note(f"installing is not silent: {line}")
        options = ["--odoo-http", f"--odoo-database={name}", "--odoo-log-level=error"]
        spread = [] if extra else _side_by_side()
        total = _pytest(stage, [*options, *spread, *folders], extra)
    return total + Count(failed=1) if complaints else total


def _side_by_side():
    """Two processes, each with its own database and files, where there is room.

    A file's tests stay together: they share what their class prepared.
    """
    apart = ["-p", "kehu_dev.side_by_side", "-n2", "--dist=loadfile"]
    return apart if (os.cpu_count() or 1) > 1 else []


def blackbox(extra):
    _need_browser()
    return _pytest("blackbox", [*NO_ODOO, "tests/blackbox"], extra)


def beside_core(extra):
    """Core's own tests pass with us as they pass without."""
    return Count(**core.compare(extra))


STAGES = {"unit": unit, "odoo": odoo, "blackbox": blackbox}
NAMED = {"core": beside_core}


def _need_browser():
    debian.need("chromium", "fonts-noto-cjk", "libatomic1")


def _pytest(stage, arguments, extra):
    """Run pytest and count what it wrote down; nothing counted is a failure."""
    report = places.LOGS / f"{stage}.xml"
    report.unlink(missing_ok=True)
    pytest = [places.DEV / "python", "-m", "pytest", "-q", "-rs"]
    command = [*pytest, f"--junitxml={report}", *arguments, *extra]
    code = say.show(command, cwd=places.ROOT)
    count = _read(report) if report.exists() else Count()
    if code == NO_TESTS and extra:
        return count  # the caller's own choice left nothing here
    if code and not count.failed:
        say.note(f"{stage}: pytest ended with code {code}")
        count += Count(failed=1)
    return count


def _read(report):
    count = Count()
    for case in ElementTree.parse(report).iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            count.failed += 1
        elif "skipped" in kinds:
            count.skipped += 1
        else:
            count.passed += 1
    return count


def _run_stage(name, extra):
    print(f"\n== {name}", flush=True)
    try:
        count = (STAGES | NAMED)[name](extra)
    except say.Failure as failure:
        say.explain(failure)
        count = Count(failed=1)
    print(f"== {name}: {count}", flush=True)
    return count


def run(arguments):
    extra = []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, extra = arguments[:cut], arguments[cut + 1 :]
    parser = argparse.ArgumentParser(
        prog="bin/test", description=__doc__, epilog="After `--`: options for pytest."
    )
    parser.add_argument("stage", nargs="*", help=", ".join(STAGES | NAMED))
    stages = parser.parse_args(arguments).stage or list(STAGES)
    if unknown := set(stages) - set(STAGES | NAMED):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    total = _all(stages, extra)
    print(f"\n{total}", flush=True)
    return 1 if total.failed or not total.passed else 0


def _all(stages, extra):
    try:
        setup.prepare()
    except say.Failure as failure:
        say.explain(failure)
        return Count(failed=len(stages))
    return sum((_run_stage(stage, extra) for stage in stages), Count())


if __name__ == "__main__":
    sys.exit(say.main(run))
