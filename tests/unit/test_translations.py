"""The Chinese words: every term has one, with the same gaps to fill.

After changing a sentence: `bin/i18n`, then translate what it lists.
"""

import ast
import re
from collections import Counter
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = sorted(ROOT.glob("kehu_liquor*/i18n/zh_CN.po"))
GAP = re.compile(r"%(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[a-zA-Z%]")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@pytest.fixture(params=CATALOGS, ids=lambda path: path.parts[-3])
def catalog(request):
    return polib.pofile(str(request.param))


def template(catalog):
    folder = Path(catalog.fpath).parent
    return polib.pofile(str(folder / f"{folder.parent.name}.pot"))


def is_code(term):
    return any(place.startswith("code:") for place, _line in term.occurrences)


def test_there_is_a_catalog():
    assert CATALOGS


def test_every_term_is_translated(catalog):
    assert [term.msgid for term in catalog if not term.msgstr.strip()] == []
    assert [term.msgid for term in catalog if term.fuzzy or term.obsolete] == []


def test_the_template_and_the_catalog_have_the_same_terms(catalog):
    assert [t.msgid for t in catalog] == [t.msgid for t in template(catalog)]


def test_the_gaps_are_the_same(catalog):
    """A sentence with a gap too many fails when it is shown, one too few lies."""
    differing = [
        term.msgid
        for term in catalog
        if is_code(term)
        and Counter(GAP.findall(term.msgid)) != Counter(GAP.findall(term.msgstr))
    ]
    assert differing == []


def test_unnamed_gaps_keep_their_order(catalog):
    """With two gaps without a name, only the order says which is which."""
    crowded = [
        t.msgid for t in catalog if is_code(t) and len(re.findall("%s", t.msgid)) > 1
    ]
    assert crowded == []


def test_the_markup_is_the_same(catalog):
    differing = [
        t.msgid for t in catalog if TAG.findall(t.msgid) != TAG.findall(t.msgstr)
    ]
    assert differing == []


def spoken(path):
    """Sentences that a source file gives to be translated."""
    text = path.read_text()
    if path.suffix == ".js":
        return re.findall(r'\b_t\(\s*"([^"]+)"', text)
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [
        call.args[0].value
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ("_", "_lt")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def test_what_the_code_says_is_in_the_template(catalog):
    """Odoo leaves out what has hardly a letter, and nobody would notice."""
    addon = Path(catalog.fpath).parents[1]
    known = {term.msgid for term in catalog}
    sources = [*addon.glob("models/*.py"), *addon.glob("static/src/**/*.js")]
    said = {sentence for path in sources for sentence in spoken(path)}
    assert said
    assert said - known == set()
