"""bin/test core: what is asked for, and what counts as broken by us."""

import xml.etree.ElementTree as ElementTree

import pytest

from kehu_dev import core, test


@pytest.mark.parametrize(
    ("extra", "wanted", "options"),
    [
        ([], list(core.SUITES), []),
        (["sale"], ["sale"], []),
        (["account/test_account_move", "-k", "tax"], None, ["-k", "tax"]),
        (["-k", "sale"], list(core.SUITES), ["-k", "sale"]),
    ],
)
def test_what_is_asked_for(extra, wanted, options):
    assert core._wanted(extra) == (wanted or extra[:1], options)


def test_broken_is_what_passes_without_us_and_does_not_with_us():
    without = {"a": "passed", "b": "passed", "c": "failed", "d": "passed"}
    beside = {"a": "passed", "b": "failed", "c": "failed", "e": "passed"}
    assert core._broken(without, beside) == ["b", "d"]


def test_a_test_is_told_by_its_file_class_and_name():
    case = ElementTree.fromstring(
        '<testcase classname="odoo.addons.sale.tests.test_x.TestX" name="test_y"'
        ' file="sale/tests/test_x.py"><failure/></testcase>'
    )
    assert core._name(case) == "sale/tests/test_x.py::TestX::test_y"
    assert core._said(case) == "failed"


def test_the_tale_ends_with_what_was_compared(capsys):
    without = {"a": "passed", "b": "passed", "c": "skipped"}
    beside = {"a": "passed", "b": "skipped", "c": "skipped"}
    assert core._tell(without, beside) == {
        "passed": 1,
        "failed": 1,
        "fail_in_both": 0,
        "skipped": 1,
    }
    assert "passes without us, skipped with us: b" in capsys.readouterr().out


def test_what_fails_on_both_sides_is_called_that():
    plain = {"a": "passed", "b": "failed", "c": "failed", "d": "skipped"}
    counts = core._count(plain, plain | {"c": "passed"})
    assert counts == {"passed": 1, "failed": 0, "fail_in_both": 1, "skipped": 2}
    assert str(test.Count(**counts)) == (
        "1 passed, 0 failed, fail in both: 1, 2 skipped"
    )
    assert test.Count(**counts) + test.Count(1, 2) == test.Count(2, 2, 2, 1)
