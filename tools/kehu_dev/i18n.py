"""bin/i18n: the terms of our addons, exported by Odoo and merged into zh_CN.po.

What is translated stays; what is gone from the sources goes from the .po; what is
new is listed with its reference, to be translated by hand.
"""

import argparse
import tempfile
from pathlib import Path

import polib

from . import databases, places, say, setup

LANGUAGE = "zh_CN"
PLURAL = "nplurals=1; plural=0;"
SHOWN = 40  # untranslated terms listed


def export(database, addon):
    """The terms of an addon, as Odoo itself exports them."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{addon}.pot"
        command = [places.DEV / "odoo", "i18n", "export", "-d", database]
        say.run([*command, "-l", "pot", "-o", target, addon], "i18n")
        return polib.pofile(str(target), wrapwidth=78)


def write(catalog, path):
    """Save, but leave a file alone in which nothing but the date would change."""
    if path.exists():
        old = polib.pofile(str(path))
        if _terms(old) == _terms(catalog):
            return False
    path.parent.mkdir(exist_ok=True)
    catalog.save(str(path), newline="\n")
    return True


def _terms(catalog):
    return [(e.msgid, e.msgstr, e.occurrences, e.comment) for e in catalog]


def merge(template, path):
    """The .po of a template: its terms, with the translations known so far."""
    known = {}
    if path.exists():
        old = polib.pofile(str(path))
        known = {_words(e.msgid): e.msgstr for e in old if not e.fuzzy}
    merged = polib.POFile(wrapwidth=78)
    merged.header = template.header
    merged.metadata = {
        **template.metadata,
        "Language": LANGUAGE,
        "Plural-Forms": PLURAL,
    }
    for term in template:
        term.msgstr = known.get(_words(term.msgid), "")
        merged.append(term)
    return merged


def _words(text):
    """A term whatever its line breaks: a view indented anew keeps its translation."""
    return " ".join(text.split())


def missing(catalog):
    """Terms without a translation, each with where it stands."""
    return [
        f"{term.msgid!r}  ({term.occurrences[0][0] if term.occurrences else '?'})"
        for term in catalog
        if not term.msgstr
    ]


def _addon(database, addon):
    folder = places.ROOT / addon / "i18n"
    template = export(database, addon)
    changed = write(template, folder / f"{addon}.pot")
    catalog = merge(template, folder / f"{LANGUAGE}.po")
    changed |= write(catalog, folder / f"{LANGUAGE}.po")
    left = missing(catalog)
    state = "changed" if changed else "as before"
    say.note(f"{addon}: {len(catalog)} terms, {state}, {len(left)} untranslated")
    for line in left[:SHOWN]:
        say.note(f"  {line}")
    if left[SHOWN:]:
        say.note(f"  and {len(left) - SHOWN} more")
    return len(left)


def run(arguments):
    parser = argparse.ArgumentParser(prog="bin/i18n", description=__doc__)
    parser.parse_args(arguments)
    setup.prepare()
    addons = databases.addons()
    with databases.lent("i18n") as name:
        databases.copy_installed(name, addons)
        left = sum(_addon(name, addon) for addon in addons)
    return 1 if left else 0
