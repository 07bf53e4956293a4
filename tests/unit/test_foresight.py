"""The forecast answers for every history there can be, and always in its bounds."""

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import foresight as engine

GAPS = st.lists(st.integers(1, 1500), max_size=60)
USUAL = st.floats(1, 1500)
QUIET = st.integers(0, 4000)
SHARES = st.floats(0.01, 0.99)


def believed(gaps, usual):
    return engine.believe(len(gaps), engine.power_sum(gaps), usual)


BELIEFS = st.builds(believed, GAPS, USUAL)


@given(BELIEFS, QUIET, st.integers(0, 400))
def test_chances_lie_between_nothing_and_all(belief, quiet, horizon):
    for chance in (
        engine.waits(belief, quiet),
        engine.gone(belief, quiet),
        engine.away(belief, quiet, horizon),
    ):
        assert 0 <= chance <= 1


@given(BELIEFS, QUIET, QUIET)
def test_the_longer_quiet_the_likelier_gone(belief, one, other):
    early, late = sorted((one, other))
    assert engine.gone(belief, early) <= engine.gone(belief, late) + 1e-12


@given(BELIEFS, QUIET, QUIET)
def test_a_longer_wait_is_less_likely(belief, one, other):
    early, late = sorted((one, other))
    assert engine.waits(belief, late) <= engine.waits(belief, early)
    assert engine.away(belief, 5, late) <= engine.away(belief, 5, early) + 1e-12


@given(BELIEFS, QUIET)
def test_who_is_gone_stays_away(belief, quiet):
    assert engine.away(belief, quiet) >= engine.gone(belief, quiet) - 1e-12


@given(BELIEFS, QUIET, SHARES, SHARES)
def test_a_later_day_is_surer_and_never_past(belief, quiet, one, other):
    low, high = sorted((one, other))
    soon, late = engine.due(belief, quiet, low), engine.due(belief, quiet, high)
    assert quiet * (1 - 1e-9) <= soon <= late * (1 + 1e-9)


@given(BELIEFS, SHARES)
def test_a_share_has_ordered_by_its_day(belief, share):
    day = engine.due(belief, 0, share)
    assert abs(1 - engine.waits(belief, day) - share) < 1e-6


@given(st.integers(1, 400), st.integers(1, 40), st.integers(1, 40), USUAL)
def test_more_of_the_same_history_narrows_the_range(gap, few, more, usual):
    """Measured against its middle: the intervals are the audience's usual ones."""

    def width(count):
        belief = believed([gap] * count, gap / engine.Model().stretch)
        low, high = (engine.due(belief, 0, s) for s in (engine.LOW, engine.HIGH))
        return (high - low) / engine.due(belief, 0, engine.MIDDLE)

    assert width(few + more) <= width(few) + 1e-9


@given(BELIEFS, st.integers(0, 4000), st.floats(0.5, 500), st.floats(0.01, 0.99))
def test_nobody_fades_within_its_rhythm(belief, quiet, rhythm, line):
    fading = engine.is_fading(belief, quiet, rhythm, line)
    assert not fading or (quiet > rhythm and engine.away(belief, quiet) >= line)


@given(GAPS)
def test_the_order_of_intervals_does_not_matter(gaps):
    assert engine.power_sum(gaps) == engine.power_sum(sorted(gaps, reverse=True))


@given(
    st.none() | st.integers(-5, 5000),
    st.none() | st.integers(-5, 2**31),
    st.none() | st.floats(-5, 1e6),
    st.integers(-500, 10**6),
)
def test_nothing_makes_it_fail(intervals, powers, usual, quiet):
    belief = engine.believe(intervals, powers, usual)
    told = engine.forecast(belief, quiet)
    assert (told is None) == (not usual or usual <= 0)
    assert told is None or 0 <= told.away <= 1
    engine.is_fading(belief, quiet, None, 0.35)
