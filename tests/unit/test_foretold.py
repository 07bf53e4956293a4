"""How rule and forecast are judged: on a small past, by hand."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from kehu_foresight import judge, past

DAY = datetime.date(2026, 6, 30)


def days(*ago):
    return [DAY - datetime.timedelta(days=day) for day in ago]


def test_what_was_known_and_what_then_happened():
    regular, lost, once = days(40, 20, -10), days(200, 190, 180, 170), days(50)
    cut = past.cut([regular, lost, once], DAY)
    assert [case.gaps for case in cut.cases] == [(20,), (10, 10, 10)]
    assert [(case.quiet, case.came) for case in cut.cases] == [(20, 10), (170, None)]
    assert cut.usual == 15
    assert cut.of(3) == cut.cases[1:]


def test_an_order_after_the_horizon_is_none():
    (case,) = past.cut([days(40, 20, -91)], DAY).cases
    assert case.away


def test_the_rule_and_the_forecast_are_counted():
    cut = past.cut([days(200, 190, 180, 170), days(30, 20, 10, -3)], DAY)
    lost, regular = judge.told(cut, judge.foresight.Model())
    assert (lost.away, lost.silent, lost.misses) == (True, True, ())
    assert (regular.away, regular.silent, regular.misses[0]) == (False, False, 3)
    assert lost.alarm > judge.LINE and regular.alarm == 0
    found = judge.figures([lost, regular])
    assert (found["rule_precision"], found["rule_recall"]) == (1, 1)
    assert (found["precision_at"], found["recall_at"], found["auc"]) == (1, 1, 1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_auc_counts_pairs(pairs):
    stayed = [score for score, away in pairs if away]
    came = [score for score, away in pairs if not away]
    won = sum((a > b) + (a == b) / 2 for a in stayed for b in came)
    expected = won / (len(stayed) * len(came)) if stayed and came else 0.5
    assert abs(judge.auc(pairs) - expected) < 1e-9
