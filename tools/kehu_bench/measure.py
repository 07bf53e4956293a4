"""What is measured on one database: nights of real next days, and what stands beside.

Each night belongs to a day of its own, with that day's documents: nothing has to be
put back, and the next run of the bench goes on where this one ended.
"""

from statistics import median

from kehu_dev.say import step

from . import fill, floor, listing, probe, writers

REPEATS = 3


def nights(database):
    """Refreshes, whole nights and floors of one database; seconds are medians."""
    with step(f"{database}: yesterday's night"):
        first = probe.ask("night", database, fill.last_day(database))
    floors, refreshes, whole = [], [], []
    with step(f"{database}: {REPEATS} refreshes and {REPEATS} nights of next days"):
        for _ in range(REPEATS):
            floors += _refresh(database, refreshes) + _night(database, whole)
    with step(f"{database}: first fill, and the same day again"):
        last = fill.last_day(database)
        fills = [probe.ask("first_fill", database, last) for _ in range(REPEATS)]
        again = probe.ask("repeat", database, last)
        second = probe.ask("night", database, last)
    return {
        "floor": median(floors),
        "refresh": _middle(refreshes),
        "night": _middle(whole),
        "first_fill": _middle(fills),
        "first_night": first,
        "again": again,
        "second_night": second,
        "all": {"floors": floors, "refreshes": refreshes, "nights": whole},
    }


def _refresh(database, found):
    """The refresh alone of a next day; the rest of that night follows, untimed."""
    day = fill.next_day(database)
    floors = [floor.measure(database, day)]
    found.append(probe.ask("refresh", database, day))
    probe.ask("night", database, day)
    return floors


def _night(database, found):
    day = fill.next_day(database)
    floors = [floor.measure(database, day)]
    found.append(probe.ask("night", database, day))
    return floors


def _middle(runs):
    """The run with the median time."""
    return sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]


def beside(database, customers):
    """On the largest database: the list, people who save, a loop through the ORM."""
    last = fill.last_day(database)
    with step(f"{database}: lists over HTTP"):
        lists = listing.measure(database)
    with step(f"{database}: a loop through the ORM, sampled"):
        each = probe.ask("loop", database, last)["each"]
    with step(f"{database}: a night with people saving"):
        people = writers.measure(database, fill.next_day(database))
    return {"lists": lists, "loop": each * customers, "people": people}
