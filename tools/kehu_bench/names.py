"""bin/bench --names FILE: how well duplicates are told from neighbours.

FILE is a CSV of labelled pairs: name_a, name_b, phone_a, phone_b, same (1 or 0), why.
Halves are told apart by a hash of the pair, so that what was tried out on one half
can be read on the other. Weights and line are those the addon ships.
"""

import csv
import hashlib
import importlib
import sys
import types
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from kehu_dev import places

#: What the product promises.
RECALL, PRECISION = 0.9, 0.8
ADDON = places.ROOT / "kehu_liquor"


def run(path):
    pairs = list(csv.DictReader(Path(path).read_text(encoding="utf-8").splitlines()))
    judged = [(pair, _score(pair)) for pair in pairs]
    halves = defaultdict(list)
    for pair, score in judged:
        halves[_half(pair)].append((pair, score))
    ok = [_tell(name, halves[name]) for name in sorted(halves)]
    ok.append(_tell("all", judged))
    _by_reason(judged)
    return 0 if all(ok) else 1


def _engine():
    """The engine without Odoo, as the unit tests take it."""
    if "kehu_liquor" not in sys.modules:
        addon = types.ModuleType("kehu_liquor")
        addon.__path__ = [str(ADDON)]
        sys.modules["kehu_liquor"] = addon
    return importlib.import_module("kehu_liquor.engine.likeness")


def _shipped():
    """Weights by kind of evidence, from the addon's own data."""
    data = ElementTree.parse(ADDON / "data" / "kehu_duplicate_data.xml")
    rules = data.iterfind(".//record[@model='kehu.duplicate.rule']")
    values = [{f.get("name"): f.text or f.get("eval") for f in r} for r in rules]
    return {row["evidence"]: float(row["weight"]) / 100 for row in values}


def _score(pair):
    engine = _engine()
    one, other = (
        engine.Identity(
            engine.names.read(pair[f"name_{side}"]), engine.phone(pair[f"phone_{side}"])
        )
        for side in "ab"
    )
    return engine.compare(one, other, _shipped())[0]


def _half(pair):
    text = f"{pair['name_a']}|{pair['name_b']}"
    return "half A" if hashlib.sha256(text.encode()).digest()[0] % 2 else "half B"


def _tell(name, judged):
    line = _engine().SAME_FROM
    found = [pair for pair, score in judged if score >= line]
    right = sum(pair["same"] == "1" for pair in found)
    true = sum(pair["same"] == "1" for pair, _score in judged)
    recall, precision = right / max(1, true), right / max(1, len(found))
    good = recall >= RECALL and precision >= PRECISION
    print(
        f"{name:8} {len(judged):4} pairs  recall {recall:.3f} (at least {RECALL})  "
        f"precision {precision:.3f} (at least {PRECISION})  "
        f"{'ok' if good else 'MISSED'}"
    )
    return good


def _by_reason(judged):
    rows = defaultdict(list)
    for pair, score in judged:
        rows[pair["same"], pair["why"]].append((score, pair))
    for (same, why), found in sorted(rows.items()):
        scores = [score for score, _pair in found]
        wrong = [p for s, p in found if (s >= _engine().SAME_FROM) != (same == "1")]
        print(
            f"  {'same' if same == '1' else 'other':6} {why:35} {len(found):3}  "
            f"score {min(scores):.2f}–{max(scores):.2f}  wrong {len(wrong)}"
        )
        for pair in wrong[:3]:
            print(f"      {pair['name_a']} | {pair['name_b']}")
