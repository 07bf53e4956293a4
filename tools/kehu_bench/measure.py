"""What is measured on each database: nights of real next days, and what stands beside.

Each night belongs to a day of its own, with that day's documents: nothing has to be
put back, and the next run of the bench goes on where this one ended. The floor is
taken just before and just after each, and the sizes take turns, so that other work
on the machine weighs on all of them alike.
"""

from statistics import mean, median

from kehu_dev.say import step

from . import fill, floor, listing, probe, writers

REPEATS = 5
PARTS = ("grades", "promised", "screens", "warned", "twins", "points")


def nights(databases):
    """What was found on each database, by size; the runs shown are the median ones."""
    for database in databases.values():
        with step(f"{database}: yesterday's night"):
            probe.ask("last_night", database)
    runs = {size: {"refresh": [], "night": []} for size in databases}
    for turn in range(1, REPEATS + 1):
        for size, database in databases.items():
            with step(f"{database}: two next days, {turn} of {REPEATS}"):
                runs[size]["refresh"].append(_refresh(database))
                runs[size]["night"].append(_beside_floor("night", database))
    return {size: _found(runs[size], databases[size]) for size in databases}


def _refresh(database):
    """The refresh alone of a next day; the rest of that night follows, untimed."""
    found = _beside_floor("refresh", database)
    probe.ask("last_night", database)
    return found


def _beside_floor(what, database):
    """A probe with the floor around it, and the ratio of the two."""
    before = floor.measure(database, fill.last_day(database))
    found = probe.ask(what, database)
    base = mean((before, floor.measure(database, fill.last_day(database))))
    return found | {"floor": base, "ratio": found["seconds"] / base}


def _found(runs, database):
    with step(f"{database}: first fill, and the same day again"):
        fills = [_beside_floor("first_fill", database) for _ in range(REPEATS)]
        again = probe.ask("repeat", database)
        second = probe.ask("last_night", database)
    return {
        "floor": median(run["floor"] for kind in runs.values() for run in kind),
        "refresh": _middle(runs["refresh"]),
        "graded": _middle([_graded(run) for run in runs["night"]]),
        "night": _middle(runs["night"]),
        "first_fill": _middle(fills),
        "again": again,
        "second_night": second,
        "runs": runs,
    }


def _graded(night):
    """Of a whole night what it takes to refresh, score, grade and write."""
    seconds = night["graded"]
    return night | {"seconds": seconds, "ratio": seconds / night["floor"]}


def _middle(runs):
    """The run with the median ratio, its time being the median time."""
    seconds = median(run["seconds"] for run in runs)
    middle = sorted(runs, key=lambda run: run["ratio"])[len(runs) // 2]
    return middle | {"seconds": seconds}


def parts(databases):
    """Beside the nights, on every database: rules, screens, warnings, duplicates."""
    found = {}
    for size, database in databases.items():
        found[size] = {}
        for part in PARTS:
            with step(f"{database}: {part}"):
                found[size][part] = probe.ask(part, database)
        day = fill.last_day(database)
        found[size]["floor"] = median(floor.measure(database, day) for _ in range(3))
    return found


def beside(database, customers):
    """On the largest database: the list, people who save, a loop, a history file."""
    with step(f"{database}: lists over HTTP"):
        lists = listing.measure(database)
    with step(f"{database}: a loop through the ORM, sampled"):
        each = probe.ask("loop", database)["each"]
    with step(f"{database}: a night with people saving"):
        people = writers.measure(database)
    with step(f"{database}: sales history of 100,000 lines, in and out"):
        past = probe.ask("history", database)
    return {
        "lists": lists,
        "loop": each * customers,
        "people": people,
        "history": past,
    }
