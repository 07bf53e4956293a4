"""What holds for every cadence, whatever its steps and whatever the day."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import rhythm_of_service as rhythm

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))
months = st.integers(1, 12)
times = st.integers(1, 31)
weeks = st.sets(st.integers(0, 6))
shares = st.floats(0, 1, exclude_max=True)


def working(period, weekdays):
    return rhythm.work_days(*period, weekdays)


@given(months, days)
def test_a_day_lies_in_its_period(months, day):
    period = rhythm.period_of(months, day)
    assert period.first <= day <= period.last
    assert period.first.day == 1


@given(months, days)
def test_no_period_is_skipped_and_none_overlaps(months, day):
    period = rhythm.period_of(months, day)
    following = rhythm.period_of(months, period.last + timedelta(days=1))
    if 12 % months == 0:
        assert following.first == period.last + timedelta(days=1)
    assert rhythm.period_of(months, period.first) == period


@given(months, days, st.integers(0, 40))
def test_the_periods_ahead_follow_each_other(months, day, ahead):
    found = rhythm.periods(months, day, ahead)
    assert found[0].first <= day
    assert found[-1].last >= day + timedelta(days=ahead)
    for one, other in itertools.pairwise(found):
        assert other.first == one.last + timedelta(days=1)


@given(times, days, weeks)
def test_from_the_first_day_on_all_slots_are_planned(times, day, weekdays):
    period = rhythm.period_of(1, day)
    found = rhythm.slots(times, working(period, weekdays), period.first)
    assert [slot.number for slot in found] == list(range(1, times + 1))


@given(times, months, days, weeks)
def test_never_more_than_its_steps_and_never_none(times, months, day, weekdays):
    period = rhythm.period_of(months, day)
    found = rhythm.slots(times, working(period, weekdays), day)
    assert 1 <= len(found) <= times
    assert len({slot.number for slot in found}) == len(found)
    assert found[-1].number == times


@given(times, months, days, weeks, shares)
def test_due_within_the_period_and_never_before_today(
    times, months, day, weekdays, share
):
    period = rhythm.period_of(months, day)
    for slot in rhythm.slots(times, working(period, weekdays), day):
        due = rhythm.spread(slot.days, share)
        assert day <= due <= period.last


@given(times, days, st.integers(0, 30), weeks)
def test_planning_again_later_adds_nothing(times, day, later, weekdays):
    period = rhythm.period_of(1, day)
    work = working(period, weekdays)
    then = min(period.last, day + timedelta(days=later))
    first = {slot.number for slot in rhythm.slots(times, work, day)}
    again = {slot.number for slot in rhythm.slots(times, work, then)}
    assert again <= first


@given(st.sets(st.integers(1, 9)), st.lists(st.integers(), max_size=12))
def test_what_is_done_stays_done(numbers, contacts):
    settled = rhythm.ranked(numbers, contacts)
    more = rhythm.ranked(numbers, [*contacts, 0])
    assert len(settled) == min(len(numbers), len(contacts))
    assert settled.items() <= more.items()
