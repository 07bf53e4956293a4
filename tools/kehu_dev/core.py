"""bin/test core: core's own tests without our addon and with it, compared by name.

What fails in both (demo data or the network is missing here) says nothing of us. What
passes without us and does not with us is asked once more, and then named.

    bin/test core                                  account, sale, loyalty, sale_loyalty
    bin/test core -- account                       one of them
    bin/test core -- account/test_account_move     files that begin so
    bin/test core -- sale -k "order and not tour"  the rest is for pytest
"""

import xml.etree.ElementTree as ElementTree

from . import databases, debian, places, say

SUITES = ("account", "sale", "loyalty", "sale_loyalty")
ADDONS = places.DEV / "lib" / "odoo" / "addons"
#: Core's tests compare words, and ours is a database in Chinese.
IN_ENGLISH = """
env["res.lang"]._activate_lang("en_US")
env["res.users"].with_context(active_test=False).search([]).lang = "en_US"
env["res.partner"].with_context(active_test=False).search([]).lang = "en_US"
env["res.lang"].search([("code", "=", "zh_CN")]).active = False
env.cr.commit()
"""
#: That orders wait for a release is a company's decision; core's tests know of none.
WITHOUT_RELEASES = """
env["ir.default"].set("res.company", "kehu_order_release", False)
env.cr.commit()
"""
#: The worst that was said of a test holds.
WORST = ("passed", "skipped", "failed")


def compare(extra):
    """Run both sides. :return: what `test.Count` counts, by name"""
    wanted, options = _wanted(extra)
    files = [str(path) for name in wanted for path in _files(name)]
    debian.need("chromium", "fonts-noto-cjk", "libatomic1")
    with databases.lent("core") as plain, databases.lent("ours") as ours:
        databases.copy(databases.core(), plain)
        with say.step(f"Installing {', '.join(SUITES)}"):
            databases.odoo(plain, "-i", ",".join(SUITES))
            databases.shell(plain, IN_ENGLISH)
        databases.copy(plain, ours)
        with say.step("Installing our addon beside them"):
            databases.odoo(ours, "-i", "kehu_liquor")
            databases.shell(ours, WITHOUT_RELEASES)
        without = _run("core-without", plain, files, options)
        beside = _run("core-with", ours, files, options)
        if suspects := _broken(without, beside):
            say.note(f"{len(suspects)} fail only with us; they are asked once more")
            beside |= _run("core-again", ours, suspects, [])
    return _tell(without, beside)


def _wanted(extra):
    """What of ``extra`` names suites or files of them, and the rest."""
    cut = 0
    while cut < len(extra) and extra[cut].partition("/")[0] in SUITES:
        cut += 1
    return extra[:cut] or list(SUITES), extra[cut:]


def _files(name):
    suite, _slash, start = name.partition("/")
    folder = ADDONS / suite / "tests"
    start = start.removesuffix(".py") or "test_"
    found = sorted(folder.glob(f"{start}*.py"))
    if not found:
        raise say.Failure(f"There is no test of {name} in {folder}.")
    return found


def _run(label, database, files, options):
    """Node id → what became of it."""
    report = places.LOGS / f"{label}.xml"
    report.unlink(missing_ok=True)
    plugin = ["--odoo-http", f"--odoo-database={database}", "--odoo-log-level=critical"]
    shape = ["-q", "--tb=line", "-o", "junit_family=xunit1", f"--junitxml={report}"]
    python = [places.DEV / "python", "-m", "pytest"]
    with say.step(f"Running {label}"):
        try:
            command = [*python, *shape, *plugin, *files, *options]
            say.run(command, label, cwd=places.ROOT)
        except say.Failure:  # some failed, as some do everywhere
            if not report.exists():
                raise
    found = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name, said = _name(case), _said(case)
        found[name] = max(found.get(name, said), said, key=WORST.index)
    return found


def _name(case):
    """As pytest takes it again: the file, its class, the test."""
    group = case.get("classname").rpartition(".")[2]
    return f"{case.get('file')}::{group}::{case.get('name')}"


def _said(case):
    kinds = {child.tag for child in case}
    if kinds & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in kinds else "passed"


def _broken(without, beside):
    return sorted(
        name
        for name, said in without.items()
        if said == "passed" and beside.get(name) != "passed"
    )


def _tell(without, beside):
    for label, side in (("without us", without), ("with us", beside)):
        counts = (f"{list(side.values()).count(said)} {said}" for said in WORST)
        say.note(f"{label}: {', '.join(counts)}")
    broken = _broken(without, beside)
    for name in broken:
        say.note(f"passes without us, {beside.get(name, 'is gone')} with us: {name}")
    for name in _broken(beside, without):
        say.note(f"passes only with us: {name}")
    return _count(without, beside)


def _count(without, beside):
    """Each of core's tests once.

    >>> plain = {"a": "passed", "b": "failed", "c": "skipped", "d": "passed"}
    >>> _count(plain, {"a": "passed", "b": "failed", "c": "skipped", "d": "failed"})
    {'passed': 1, 'failed': 1, 'fail_in_both': 1, 'skipped': 1}
    """
    pairs = [(said, beside.get(name)) for name, said in without.items()]
    counts = {
        "passed": pairs.count(("passed", "passed")),
        "failed": len(_broken(without, beside)),
        "fail_in_both": pairs.count(("failed", "failed")),
    }
    return counts | {"skipped": len(pairs) - sum(counts.values())}
