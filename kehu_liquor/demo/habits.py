"""How customers buy: on which days, and for how much money."""

from dataclasses import dataclass
from datetime import timedelta

from . import festivals

TWO_YEARS = 730


@dataclass(frozen=True)
class Habit:
    """A way of buying. Pairs are (two years ago, today) or (from, to)."""

    jitter: float = 0.12  # spread of the days between two purchases
    swing: float = 0.22  # spread of the money
    money: tuple = (0.94, 1.08)
    pace: tuple = (1.0, 1.0)  # of the days between two purchases
    quiet: tuple = (0.0, 1.0)  # since the last purchase, in usual intervals
    gone: tuple = ()  # the same in days, for those who left
    since: tuple = ()  # days since the first purchase, for those who came
    festive: bool = False  # buys before the two festivals only


HABITS = {
    "steady": Habit(),
    "growing": Habit(money=(0.65, 1.35), pace=(1.15, 0.85)),
    "falling": Habit(money=(1.5, 0.6), pace=(0.8, 1.3)),
    "irregular": Habit(jitter=0.8, swing=0.6),
    "erratic": Habit(jitter=1.3, swing=0.8, since=(200, 480)),
    "wavering": Habit(quiet=(1.8, 2.5)),
    "silent": Habit(quiet=(3.7, 5.5)),
    "lost": Habit(gone=(380, 520)),
    "new": Habit(since=(12, 82)),
    "festive": Habit(swing=0.35, festive=True),
}


def buying_days(habit, every, today, rng):
    """The days of all purchases in the two years to ``today``, oldest first."""
    first = today - timedelta(days=_since(habit, rng))
    if habit.festive:
        return _festive_days(first, today, rng)
    last = max(first, today - timedelta(days=_quiet(habit, every, rng)))
    days, day = set(), last
    while day >= first:
        days.add(_working_day(day))
        pace = _between(habit.pace, age(day, today))
        haste = 0.8 if festivals.season(day) else 1
        step = every * pace * haste * _spread(habit.jitter, rng)
        day -= timedelta(days=max(3, round(step)))
    return sorted(days)


def amount(habit, customer, day, today, rng):
    """Money spent on one of the days, in yuan without tax."""
    usual = customer.yearly * (91 if habit.festive else customer.every) / 365
    trend = _between(habit.money, age(day, today))
    pull = 1.1 if habit.festive else festivals.pull(day)
    return usual * trend * pull * _spread(habit.swing, rng)


def age(day, today):
    """Where ``day`` lies in the two years: 0 at their beginning, 1 today."""
    return 1 - (today - day).days / TWO_YEARS


def _since(habit, rng):
    """Most have been with us all along; one in eight came within the two years."""
    if habit.since:
        return rng.randint(*habit.since)
    came_later = not habit.gone and rng.random() < 0.12
    return rng.randint(250, 650) if came_later else TWO_YEARS


def _quiet(habit, every, rng):
    if habit.gone:
        return rng.randint(*habit.gone)
    return round(rng.uniform(*habit.quiet) * every)


def _between(pair, share):
    then, now = pair
    return then + (now - then) * share


def _spread(width, rng):
    """A factor around 1, never below 0, the wider the more often far off."""
    return rng.lognormvariate(-width * width / 2, width)


def _festive_days(first, today, rng):
    days = set()
    for festival in (*festivals.SPRING, *festivals.MID_AUTUMN):
        for _ in range(rng.choice((1, 1, 2))):
            day = _working_day(festival - timedelta(days=rng.randint(5, 40)))
            if first <= day <= today:
                days.add(day)
    return sorted(days)


def _working_day(day):
    """The same day, or the last one before the holidays or the Sunday."""
    since = festivals.days_since(festivals.SPRING, day + timedelta(days=1))
    if since is not None and since <= 8:
        day -= timedelta(days=since + 1)
    return day - timedelta(days=1) if day.weekday() == 6 else day
