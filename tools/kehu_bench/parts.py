"""What stands beside the nights, measured against what was promised.

Bars are ratios, within one run, to the floor or to one pass over `kehu.metric`; only
what a person waits for also has one in milliseconds.
"""

import math

from .line import Line

LARGEST = "100k"
GROWTH = 1.1  # exponent from 10k to 100k
#: Times the floor, on the largest database.
FLOORS = {"again": 2, "dry": 6, "anew": 25}
#: Times the floor: from nothing, and where nothing is new.
PLANNED = {
    "10k": {"first": 12, "second": 3},
    "100k": {"first": 10, "second": 3},
}
RULE = 15  # times one pass over kehu.metric, a rule, where nothing is new
WAIT = 1000  # ms that the overview may take to be drawn
ASKED = {"1": 50, "100": 500}  # ms for so many entries against all customers
OWN = 1.1  # a salesperson's list, times the same person's contact list
SAID = {
    "again": "scoring all, nothing new",
    "dry": "dry runs of new schemes",
    "anew": "scoring all by new schemes",
}
PAGES = {
    "page": "the overview page",
    "margin page": "the overview page by margin",
    "traits": "its traits",
    "products": "its products bought",
}


def judge(found):
    """All lines of these parts."""
    lines = []
    for size, one in found.items():
        at = size if size == LARGEST else None
        lines += _grades(size, one, at) + _screens(size, one, at)
        lines += _warned(size, one, at) + _twins(size, one, at)
        lines += _promised(size, one) + _points(size, one)
    return lines + _fixed(found) + _growth(found)


def _grades(size, one, at):
    found = one["grades"]
    details = {
        "again": f"{found['scored']:,} customers",
        "dry": f"{found['movers']:,} would move",
        "anew": f"{found['moved']:,} grades moved",
    }
    return [
        Line(
            f"{size}: {SAID[key]} / floor",
            found[key] / one["floor"],
            at and FLOORS[key],
            detail=f"{found[key]:.2f} s, {details[key]}",
        )
        for key in SAID
    ]


def _screens(size, one, at):
    found = one["screens"]
    lines = [
        Line(
            f"{size}: {said}, ms",
            found[key] * 1000,
            at and WAIT,
            "{:.0f}",
            f"{found[key] / one['floor']:.2f} × floor",
        )
        for key, said in PAGES.items()
    ]
    lines.append(
        Line(
            f"{size}: the night's chapter on margins / floor",
            found["margins"] / one["floor"],
            detail=f"{found['margins']:.2f} s, where products have a cost",
        )
    )
    own, contacts = found["own"] * 1000, found["contacts"] * 1000
    lines.append(
        Line(
            f"{size}: a salesperson's customers / contact list",
            own / contacts,
            at and OWN,
            detail=f"{own:.0f} ms to {contacts:.0f} ms",
        )
    )
    return lines + _groups(size, one)


def _groups(size, one):
    found = one["screens"]
    groups = [key for key in found if "." in key]
    return [
        Line(
            f"{size}: {key.replace(' ', ' by ')} / floor",
            found[key] / one["floor"],
            detail=f"{found[key] * 1000:.0f} ms",
        )
        for key in groups
    ]


def _warned(size, one, at):
    found = one["warned"]
    first, second, base = found["first"], found["second"], found["pass"]
    rules, told = second["asked"], f"{first['told']} people in {first['tell']:.2f} s"
    wrote = second["opened"] + second["passed"] + second["told"] + found["touched"]
    return [
        Line(f"{size}: one pass over kehu.metric, ms", base * 1000, show="{:.1f}"),
        Line(
            f"{size}: first night of {rules} warning rules / pass / rule",
            first["warn"] / base / rules,
            show="{:.1f}",
            detail=f"{first['warn']:.2f} s, {first['opened']:,} opened; {told}",
        ),
        Line(
            f"{size}: {rules} warning rules, nothing new / pass / rule",
            second["warn"] / base / rules,
            at and RULE,
            "{:.1f}",
            f"{second['warn']:.2f} s, {second['warn'] / base:.0f} passes",
        ),
        Line(f"{size}: warnings written by a second night", wrote, 0, "{:.0f}"),
    ]


def _twins(size, one, at):
    found = one["twins"]
    lines = [
        Line(
            f"{size}: {entries} entered, who is on file already, ms",
            seconds * 1000,
            at and ASKED.get(entries),
            "{:.0f}",
        )
        for entries, seconds in found["asked"].items()
    ]
    missed = found["entries"] - found["found"]
    return [
        *lines,
        Line(f"{size}: of {found['entries']} entries not found", missed, 0, "{:.0f}"),
        Line(
            f"{size}: normal forms of all customers / floor",
            found["fill"] / one["floor"],
            show="{:.0f}",
            detail=f"{found['fill']:.1f} s, once",
        ),
    ]


def _promised(size, one):
    found, bars = one["promised"], PLANNED.get(size, {})
    rows = (
        f"{found['rows']:,} follow-ups, {found['greetings']:,} of them greetings,"
        f" {found['kept']:,} kept"
    )
    return [
        Line(
            f"{size}: follow-ups planned from nothing / floor",
            found["first"] / one["floor"],
            bars.get("first"),
            detail=f"{found['first']:.2f} s, {rows}",
        ),
        Line(
            f"{size}: follow-ups, nothing new / floor",
            found["second"] / one["floor"],
            bars.get("second"),
            detail=f"{found['second']:.2f} s",
        ),
        Line(f"{size}: written by a second plan", found["written"], 0, "{:.0f}"),
    ]


def _points(size, one):
    """Balances of up to ten thousand customers: one statement."""
    found = one["points"]
    return [
        Line(
            f"{size}: statements for {found['customers']:,} balances of points",
            found["statements"],
            1,
            "{:.0f}",
            f"{found['seconds'] * 1000:.0f} ms, of {found['entries']:,} entries",
        )
    ]


def _fixed(found):
    """Statements of a plan: the same at every size."""
    counts = {size: one["promised"]["statements"] for size, one in found.items()}
    few = next(iter(counts.values()))
    return [
        Line(f"{size}: statements of a plan", count, few, "{:.0f}")
        for size, count in counts.items()
    ]


def _growth(found):
    if not {"10k", LARGEST} <= found.keys():
        return []
    small, large = found["10k"], found[LARGEST]
    figures = {
        **{said: ("grades", key) for key, said in SAID.items()},
        "the overview page": ("screens", "page"),
        "normal forms": ("twins", "fill"),
        "follow-ups from nothing": ("promised", "first"),
        "follow-ups, nothing new": ("promised", "second"),
    }
    lines = [
        _exponent(name, small[part][key], large[part][key])
        for name, (part, key) in figures.items()
    ]
    warn = [one["warned"]["second"]["warn"] for one in (small, large)]
    return [*lines, _exponent("warning rules, nothing new", *warn)]


def _exponent(name, small, large):
    return Line(
        f"growth exponent 10k → 100k, {name}", math.log10(large / small), GROWTH
    )
