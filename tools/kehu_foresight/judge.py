"""Precision, recall and error in days: the rule and the forecast on the same cases."""

import random
from dataclasses import dataclass
from statistics import mean, median

from .engine import foresight

FACTOR = 3  # the rule: silent beyond so many times the rhythm
LINE = 0.35  # the forecast's default line
RESAMPLES = 1000


@dataclass(frozen=True)
class Told:
    """What rule and forecast said of one case, and what happened."""

    away: bool
    silent: bool
    ratio: float
    chance: float
    alarm: float  # the chance, of those beyond their rhythm; else 0
    misses: tuple = ()  # days off: the rule, the rule never in the past, the forecast
    inside: bool = False  # came within the range


def told(cut, model):
    """Everything said on the day of a cut of customers with three sale dates."""
    return [_told(case, cut.usual, model) for case in cut.of(3)]


def _told(case, usual, model):
    powers = foresight.power_sum(case.gaps)
    belief = foresight.believe(len(case.gaps), powers, usual, model)
    forecast = foresight.forecast(belief, case.quiet)
    said = {
        "away": case.away,
        "silent": case.quiet > FACTOR * case.rhythm,
        "ratio": case.quiet / case.rhythm,
        "chance": forecast.away,
        "alarm": forecast.away if case.quiet > case.rhythm else 0.0,
    }
    if case.away:
        return Told(**said)
    day, soonest = case.quiet + case.came, case.quiet + 1
    dates = (case.rhythm, max(soonest, case.rhythm), _day(forecast.middle, soonest))
    low, high = (_day(end, soonest) for end in (forecast.low, forecast.high))
    misses = tuple(abs(date - day) for date in dates)
    return Told(**said, misses=misses, inside=low <= day <= high)


def _day(days, soonest):
    return max(soonest, int(days + 0.5))


def figures(cases):
    """All figures of the table, by name."""
    away = sum(case.away for case in cases)
    silent = [case for case in cases if case.silent]
    hits = sum(case.away for case in silent)
    fading = [case for case in cases if case.alarm >= LINE]
    caught = sum(case.away for case in fading)
    misses = list(zip(*(case.misses for case in cases if not case.away), strict=True))
    precision = hits / max(1, len(silent))
    ranked = sorted(cases, key=lambda case: -case.alarm)
    return {
        "customers": len(cases),
        "away": away,
        "rule_flagged": len(silent),
        "rule_precision": precision,
        "rule_recall": hits / max(1, away),
        "flagged": len(fading),
        "precision": caught / max(1, len(fading)),
        "recall": caught / max(1, away),
        "precision_at": precision_at(ranked, hits),
        "recall_at": recall_at(ranked, precision),
        "rule_auc": auc([(case.ratio, case.away) for case in cases]),
        "auc": auc([(case.chance, case.away) for case in cases]),
        "means": [mean(days) for days in misses],
        "medians": [median(days) for days in misses],
        "inside": mean(case.inside for case in cases if not case.away),
        "said": mean(case.chance for case in cases),
    }


def precision_at(ranked, hits):
    """How many of the first are right, when so many right ones are found."""
    found = 0
    for place, case in enumerate(ranked, 1):
        found += case.away
        if found >= hits:
            return found / place
    return 0.0


def recall_at(ranked, precision):
    """The largest share found while so many of those named are right."""
    away, found, best = sum(case.away for case in ranked), 0, 0
    for place, case in enumerate(ranked, 1):
        found += case.away
        if case.alarm and found / place >= precision:
            best = found
    return best / max(1, away)


def auc(pairs):
    """The chance that one who stays away is placed above one who comes."""
    stayed = sum(away for _score, away in pairs)
    came = len(pairs) - stayed
    if not stayed or not came:
        return 0.5
    ordered, place, ranks = sorted(pairs), 0, 0.0
    while place < len(ordered):
        same = place
        while same < len(ordered) and ordered[same][0] == ordered[place][0]:
            same += 1
        ranks += (place + 1 + same) / 2 * sum(away for _s, away in ordered[place:same])
        place = same
    return (ranks - stayed * (stayed + 1) / 2) / (stayed * came)


#: What is gained: name → how to take it from the figures, upwards is better.
GAINS = {
    "precision": lambda f: f["precision_at"] - f["rule_precision"],
    "recall": lambda f: f["recall_at"] - f["rule_recall"],
    "auc": lambda f: f["auc"] - f["rule_auc"],
    "days": lambda f: f["means"][0] - f["means"][2],
    "days_clamped": lambda f: f["means"][1] - f["means"][2],
}


def gains(cases):
    """Name → the 5th and 95th percentile of each gain, customers drawn anew."""
    chance, drawn = random.Random(1), []
    for _resample in range(RESAMPLES):
        found = figures(chance.choices(cases, k=len(cases)))
        drawn.append({name: gain(found) for name, gain in GAINS.items()})
    ends = int(0.05 * RESAMPLES), int(0.95 * RESAMPLES)
    spread = {name: sorted(one[name] for one in drawn) for name in GAINS}
    return {name: tuple(values[end] for end in ends) for name, values in spread.items()}
