"""Measure the forecast against the rule on a ledger's last 90 days."""

import datetime
import re

from kehu_dev.places import ROOT
from kehu_dev.say import note

from . import judge, learn, past
from .engine import foresight

PAGE = ROOT / "docs" / "foresight.md"
BETWEEN = re.compile(r"(<!-- measured -->\n).*(<!-- /measured -->)", re.S)
EARLIER = (90, 120, 150, 180)  # days before the cut: all their 90 days end by it


def run(folder):
    """Print the tables and put them into docs/foresight.md; 1 if the rule wins."""
    dates = past.sale_dates(folder)
    cut_on = max(days[-1] for days in dates) - past.HORIZON
    earlier = [
        past.cut(dates, cut_on - datetime.timedelta(days=back)) for back in EARLIER
    ]
    model, learned = foresight.Model(), learn.model(earlier)
    last = judge.told(past.cut(dates, cut_on), model)
    found = judge.figures(last)
    before = [(cut.day, judge.figures(judge.told(cut, model))) for cut in earlier]
    text = "\n\n".join(
        [
            _head(cut_on, found),
            _table(found, judge.gains(last)),
            _earlier(before),
            _learned(model, learned),
        ]
    )
    print(f"\n{text}\n")
    PAGE.write_text(
        BETWEEN.sub(lambda hit: f"{hit[1]}{text}\n{hit[2]}", PAGE.read_text())
    )
    won = _wins(found)
    note("the forecast wins" if won else "the rule wins: it should be the default")
    return 0 if won else 1


def _wins(found):
    return (
        found["precision_at"] > found["rule_precision"]
        and found["means"][2] < found["means"][0]
    )


def _head(cut_on, found):
    return (
        f"Measured on {datetime.date.today()}: what was said on {cut_on} of the"
        f" {found['customers']} customers with three sale dates, of whom"
        f" {found['away']} then stayed away for 90 days."
    )


def _table(found, gains):
    mean, median = found["means"], found["medians"]
    rows = [
        ("what", "rule", "rule, never past", "forecast", "gain, 90 % range"),
        ("---", "---:", "---:", "---:", "---:"),
        (
            f"precision at the rule's recall ({found['rule_recall']:.2f})",
            f"{found['rule_precision']:.2f}",
            "",
            f"{found['precision_at']:.2f}",
            _range(gains["precision"]),
        ),
        (
            f"recall at the rule's precision ({found['rule_precision']:.2f})",
            f"{found['rule_recall']:.2f}",
            "",
            f"{found['recall_at']:.2f}",
            _range(gains["recall"]),
        ),
        (
            f"as set out of the box: warned of (line {judge.LINE:.0%})",
            str(found["rule_flagged"]),
            "",
            str(found["flagged"]),
            "",
        ),
        *_shares(found),
        (
            "one who stays is placed above one who comes (AUC)",
            f"{found['rule_auc']:.2f}",
            "",
            f"{found['auc']:.2f}",
            _range(gains["auc"]),
        ),
        (
            "next order: mean error, days",
            *(f"{days:.1f}" for days in mean),
            f"{_range(gains['days'], 1)}; {_range(gains['days_clamped'], 1)}",
        ),
        ("next order: median error, days", *(f"{days:.1f}" for days in median), ""),
        ("the 80 % range held", "", "", f"{found['inside']:.0%}", ""),
        ("chance of staying away: said, happened", "", "", _said(found), ""),
    ]
    return _lines(rows)


def _shares(found):
    return [
        (f"– {name}", f"{found['rule_' + name]:.2f}", "", f"{found[name]:.2f}", "")
        for name in ("precision", "recall")
    ]


def _said(found):
    return f"{found['said']:.0%}, {found['away'] / found['customers']:.0%}"


def _range(ends, digits=2):
    return " to ".join(f"{end:+.{digits}f}" for end in ends)


def _earlier(before):
    rows = [
        ("on", "customers", "precision", "recall", "AUC", "mean error, days", "said"),
        ("---", "---:", "---:", "---:", "---:", "---:", "---:"),
    ]
    rows += [
        (
            str(day),
            str(found["customers"]),
            f"{found['rule_precision']:.2f} → {found['precision_at']:.2f}",
            f"{found['rule_recall']:.2f} → {found['recall_at']:.2f}",
            f"{found['rule_auc']:.2f} → {found['auc']:.2f}",
            f"{found['means'][0]:.1f} → {found['means'][2]:.1f}",
            _said(found),
        )
        for day, found in before
    ]
    title = "The same on the days that the model was learned from, rule → forecast:"
    return f"{title}\n\n{_lines(rows)}"


def _learned(model, learned):
    names = ("pseudo", "stretch", "gone")
    pairs = [
        f"{name} {getattr(learned, name):.2f} (in use {getattr(model, name):g})"
        for name in names
    ]
    return f"Learned from those days: {', '.join(pairs)}."


def _lines(rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
