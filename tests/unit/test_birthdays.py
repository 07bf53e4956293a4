"""Days that come back every year, against dates that were published."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import birthdays, gifts, lunar
from kehu_liquor.engine.birthdays import FEBRUARY, LEAP, SHORT, Yearly

#: First day of the first month, as almanacs print it: 2000 to 2030.
SPRING = """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18
2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19
2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22
2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03
"""
#: 15th of the eighth month.
AUTUMN = """
2000-09-12 2001-10-01 2002-09-21 2003-09-11 2004-09-28 2005-09-18 2006-10-06 2007-09-25
2008-09-14 2009-10-03 2010-09-22 2011-09-12 2012-09-30 2013-09-19 2014-09-08 2015-09-27
2016-09-15 2017-10-04 2018-09-24 2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29
2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12
"""
#: The leap months of the same years: year → month.
LEAPS = {
    2001: 4,
    2004: 2,
    2006: 7,
    2009: 5,
    2012: 4,
    2014: 9,
    2017: 6,
    2020: 4,
    2023: 2,
    2025: 6,
    2028: 5,
}

days = st.dates(date(2000, 3, 1), date(2034, 12, 31))
rules = st.builds(Yearly, st.integers(1, 12), st.integers(1, 30), st.booleans()).filter(
    Yearly.makes_sense
)


def published(text):
    return [date.fromisoformat(word) for word in text.split()]


@pytest.mark.parametrize("day", published(SPRING))
def test_born_on_new_year(day):
    assert Yearly(1, 1, is_lunar=True).next_on(day - timedelta(40)) == day


@pytest.mark.parametrize("day", published(AUTUMN))
def test_born_at_mid_autumn(day):
    assert Yearly(8, 15, is_lunar=True).next_on(day - timedelta(200)) == day


@pytest.mark.parametrize("day", published(SPRING))
def test_born_on_the_30th_of_the_last_month(day):
    """New Year's Eve, whether that month has 30 days or 29; and it is said."""
    eve, rule = day - timedelta(1), Yearly(12, 30, is_lunar=True)
    assert rule.next_on(day - timedelta(30)) == eve
    short = lunar.from_date(eve)[2] == 29
    assert rule.remark(eve) == (SHORT if short else None)


def test_the_leap_months_are_those_of_the_almanac():
    found = {year: lunar.leap_month(year) for year in range(2000, 2031)}
    assert {year: month for year, month in found.items() if month} == LEAPS


@pytest.mark.parametrize(("year", "month"), LEAPS.items())
def test_a_leap_month_is_greeted_once_in_the_plain_one(year, month):
    rule = Yearly(month, 5, is_lunar=True)
    plain = lunar.to_date(year, month, 5)
    assert rule.date_in(year) == plain
    assert rule.remark(plain) == LEAP
    in_leap = lunar.to_date(year, month, 5, is_leap=True)
    assert rule.next_on(plain + timedelta(1)) > in_leap


def test_29_february():
    rule = Yearly(2, 29)
    assert rule.next_on(date(2026, 1, 1)) == date(2026, 2, 28)
    assert rule.remark(date(2026, 2, 28)) == FEBRUARY
    assert rule.next_on(date(2028, 1, 1)) == date(2028, 2, 29)
    assert rule.remark(date(2028, 2, 29)) is None


@given(rules, days)
def test_the_next_one_is_never_behind_and_never_far(rule, today):
    found = rule.next_on(today)
    assert today <= found <= today + timedelta(385)


@given(rules, days)
def test_nobody_is_forgotten_and_nobody_greeted_twice(rule, today):
    """The days kept on a date are those whose next date it is, and no others."""
    solar, moon = birthdays.kept_on(today)
    kept = (rule.month, rule.day) in (moon if rule.is_lunar else solar)
    assert kept == (rule.next_on(today) == today)


@given(days, st.integers(0, 40))
def test_a_span_is_its_days(first, length):
    spans = birthdays.kept_between(first, first + timedelta(length))
    each = [birthdays.kept_on(first + timedelta(n)) for n in range(length + 1)]
    assert spans == tuple(set().union(*(pair[i] for pair in each)) for i in (0, 1))


@given(st.integers(1, 12), st.integers(1, 30))
def test_each_lunar_day_is_written_differently(month, day):
    others = {
        birthdays.written(m, d)
        for m in range(1, 13)
        for d in range(1, 31)
        if (m, d) != (month, day)
    }
    assert birthdays.written(month, day) not in others


@given(
    st.builds(gifts.Receiver, st.booleans(), st.booleans(), st.booleans()),
    st.floats(0, 1000),
    st.floats(0.01, 1000),
    st.one_of(st.none(), st.floats(0, 1000)),
)
def test_no_official_receives_and_nothing_above_the_limit_is_free(
    receiver, given_, value, cap
):
    verdict, _reason = gifts.judge(receiver, given_, value, cap)
    if receiver.is_official or receiver.is_government:
        assert verdict == gifts.FORBIDDEN
    elif receiver.buys or (cap is not None and given_ + value > cap):
        assert verdict == gifts.APPROVAL
    else:
        assert verdict == gifts.FREE
