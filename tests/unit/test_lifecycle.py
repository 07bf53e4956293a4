"""Lifecycle and standing answer for every customer there can be."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kehu_liquor.engine import lifecycle as engine
from kehu_liquor.engine.lifecycle import Habits, Trade, lifecycle, standing

STAGES = (engine.POTENTIAL, engine.TARGET, engine.PROSPECT)
STANDINGS = {
    engine.NEW,
    engine.OLD,
    engine.WAVERING,
    engine.COMPETITOR,
    engine.LOST,
}
TODAY = date(2026, 6, 30)
DAYS = st.integers(0, 4000)
HABITS = st.builds(
    Habits,
    new_days=st.integers(0, 400),
    lost_days=st.integers(1, 2000),
    wavering_factor=st.floats(1, 10),
    loyal_from=st.floats(0, 100),
)


@st.composite
def trades(draw, buyer=None):
    """All that can be known of a customer; ``buyer`` says whether there was a sale."""
    bought = draw(st.booleans()) if buyer is None else buyer
    first = TODAY - timedelta(days=draw(DAYS)) if bought else None
    return Trade(
        first_sale=first,
        last_sale=draw(st.dates(first, TODAY)) if bought else None,
        interval=draw(st.none() | st.floats(0.5, 1000)),
        loyalty=draw(st.none() | st.floats(0, 100)),
        is_silent=draw(st.booleans()),
        stage=draw(st.none() | st.sampled_from(STAGES)),
        buys_elsewhere=draw(st.booleans()),
    )


@given(trades(), HABITS)
def test_every_customer_has_a_lifecycle(trade, habits):
    assert lifecycle(trade, habits) in {*STAGES, engine.CUSTOMER, engine.LOYAL}


@given(trades(), HABITS)
def test_every_standing_is_one_of_the_five_or_none(trade, habits):
    assert standing(trade, habits, TODAY) in {*STANDINGS, None}


@given(trades(buyer=True), HABITS)
def test_invoices_overrule_what_people_say(trade, habits):
    assert lifecycle(trade, habits) in {engine.CUSTOMER, engine.LOYAL}
    assert standing(trade, habits, TODAY) in STANDINGS


@given(trades(buyer=False), HABITS)
def test_before_the_first_sale_people_say(trade, habits):
    assert lifecycle(trade, habits) == (trade.stage or engine.POTENTIAL)
    elsewhere = engine.COMPETITOR if trade.buys_elsewhere else None
    assert standing(trade, habits, TODAY) == elsewhere


@given(trades(buyer=True))
def test_loyal_needs_a_loyalty_from_the_line_on(trade):
    known = trade.loyalty is not None and trade.loyalty >= 60
    assert (lifecycle(trade, Habits()) == engine.LOYAL) == known


@given(trades(buyer=True), HABITS)
def test_the_silent_are_lost_or_with_a_competitor(trade, habits):
    if trade.is_silent:
        gone = engine.COMPETITOR if trade.buys_elsewhere else engine.LOST
        assert standing(trade, habits, TODAY) == gone


def bought(first, last=None, **more):
    """First and last sale in days before today."""
    days = (TODAY - timedelta(days=d) for d in (first, first if last is None else last))
    return Trade(*days, **more)


def test_new_up_to_the_last_new_day():
    assert standing(bought(90), Habits(), TODAY) == engine.NEW
    assert standing(bought(91), Habits(), TODAY) == engine.OLD


def test_lost_after_the_last_day_of_grace():
    assert standing(bought(800, 365), Habits(), TODAY) == engine.OLD
    assert standing(bought(800, 366), Habits(), TODAY) == engine.LOST


def test_wavering_strictly_after_the_factor():
    assert standing(bought(800, 30, interval=20), Habits(), TODAY) == engine.OLD
    assert standing(bought(800, 31, interval=20), Habits(), TODAY) == engine.WAVERING
