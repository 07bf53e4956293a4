"""bin/test core: what is asked for, and what counts as broken by us."""

import xml.etree.ElementTree as ElementTree

import pytest

from kehu_dev import core


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
    assert core._tell(without, beside) == (1, 1, 1)
    assert "passes without us, skipped with us: b" in capsys.readouterr().out
