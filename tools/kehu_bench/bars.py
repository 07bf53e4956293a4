"""What was measured against what was promised."""

import math

from .line import Line

REFRESH = {"10k": 3.5, "100k": 2.5}  # times the floor
GRADED = {"10k": 6, "100k": 5}  # refresh, score, grade, write: times the floor
NIGHT = {"100k": 12}  # with owners, twenty warning rules and the digest
GROWTH = 1.15  # exponent from 10k to 100k
#: What a night says that it wrote.
WRITTEN = (
    *("changed", "born", "gone", "moved"),
    *("opened", "passed", "told", "pool_told", "pool_returned"),
)
MEMORY = 150  # MB over the smallest
LIST = 1.1  # times the contact list


def judge(found, beside, largest):
    """All lines of the table."""
    lines = [line for size, one in found.items() for line in _times(size, one)]
    lines += _growth(found)
    lines += [line for size, one in found.items() for line in _again(size, one)]
    lines += _statements(found) + _memory(found, largest)
    return lines + _beside(found[largest], beside, largest)


def _times(size, one):
    refresh, graded, fill = one["refresh"], one["graded"], one["first_fill"]
    changed = f"{refresh['seconds']:.2f} s, {sum(refresh['rows']):,} rows"
    moved = f"{graded['seconds']:.2f} s, {graded['moved']:,} grades moved"
    filled = f"{fill['seconds']:.2f} s, {sum(fill['rows']):,} rows"
    next_day = f"{size}: {{}} of a next day / floor"
    return [
        Line(f"{size}: floor, ms", one["floor"] * 1000, show="{:.0f}"),
        Line(
            next_day.format("refresh"),
            refresh["ratio"],
            REFRESH.get(size),
            detail=changed,
        ),
        Line(
            next_day.format("refresh and score"),
            graded["ratio"],
            GRADED.get(size),
            detail=moved,
        ),
        _whole(size, one["night"]),
        Line(f"{size}: first fill / floor", fill["ratio"], detail=filled),
    ]


def _whole(size, night):
    """The night with all its chapters, and what each of them took."""
    chapters = [
        f"{stage} {seconds:.2f} s"
        for stage, seconds in night["stages"].items()
        if seconds >= 0.01
    ]
    name = f"{size}: whole night of a next day, {night['asked']} warning rules / floor"
    return Line(name, night["ratio"], NIGHT.get(size), detail=", ".join(chapters))


def _growth(found):
    if not {"10k", "100k"} <= found.keys():
        return []
    small, large = found["10k"], found["100k"]
    return [
        Line(
            f"growth exponent 10k → 100k, {name}",
            math.log10(large[key]["seconds"] / small[key]["seconds"]),
            GROWTH,
        )
        for name, key in (
            ("refresh", "refresh"),
            ("refresh and score", "graded"),
            ("whole night", "night"),
        )
    ]


def _again(size, one):
    """Rows that a second run of the same day wrote, under every plan."""
    plans = one["again"]["plans"]
    rows = max(plans.values()) + one["again"]["touched"]
    second = one["second_night"]
    night = sum(second[name] for name in WRITTEN)
    anew = one["first_fill"]["different"]
    names = ", ".join(plans)
    return [
        Line(f"{size}: rows written by a second refresh", rows, 0, "{:.0f}", names),
        Line(f"{size}: rows written by a second night", night, 0, "{:.0f}"),
        Line(f"{size}: rows that a fill from nothing changes", anew, 0, "{:.0f}"),
        _faults(size, second),
    ]


def _faults(size, night):
    """Customers, rules or steps that a night could not do, and the first reason."""
    said = night["faults"]
    reason = "; ".join(said[:1])[:60]
    return Line(f"{size}: what a night could not do", len(said), 0, "{:.0f}", reason)


def _statements(found):
    """Statements of a night beside the scoring batches: the same at every size."""
    counts = {
        size: one["refresh"]["statements"] + one["second_night"]["statements"]
        for size, one in found.items()
    }
    few = next(iter(counts.values()))
    return [
        Line(f"{size}: statements per company", count, few, "{:.0f}")
        for size, count in counts.items()
    ]


def _memory(found, largest):
    if "1k" not in found:
        return []
    small, large = found["1k"]["night"]["memory"], found[largest]["night"]["memory"]
    name = f"memory of a night, {largest} over 1k, MB"
    return [Line(name, large - small, MEMORY, "{:.0f}", f"{large:.0f} MB in all")]


def _beside(one, beside, largest):
    lists, people, loop = beside["lists"], beside["people"], beside["loop"]
    plain, ours = lists["contacts"] * 1000, lists["customers"] * 1000
    shown = f"{ours:.0f} ms to {plain:.0f} ms, grade {lists['grade']}"
    failed = people["errors"] + (people["state"] != "done")
    saves = f"{people['saves']:,} saves in {people['night']:.1f} s"
    guessed = f"{loop:,.0f} s, from a sample"
    past = beside["history"]
    steps = " + ".join(
        f"{name} {past[name]:.1f} s" for name in ("check", "import", "undo")
    )
    whole = past["check"] + past["import"] + past["undo"]
    return [
        Line(
            f"{largest}: our list / contact list, over HTTP",
            ours / plain,
            LIST,
            detail=shown,
        ),
        Line(
            f"{largest}: collisions of 4 people saving with the night",
            failed,
            0,
            "{:.0f}",
            saves,
        ),
        Line(
            f"{largest}: a loop through the ORM / floor",
            loop / one["floor"],
            show="{:,.0f}",
            detail=guessed,
        ),
        Line(
            f"{largest}: a history file of 100,000 lines / floor",
            whole / one["floor"],
            show="{:.1f}",
            detail=steps,
        ),
    ]
