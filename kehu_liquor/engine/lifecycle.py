"""How far a customer has come with us, and how it stands today.

Lifecycle 生命周期: potential → target → prospect → customer → loyal. People say the
first three, invoices the last two.
Standing 状态: new, old, wavering 摇摆, competitor's 对手客户, lost 流失.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

POTENTIAL, TARGET, PROSPECT, CUSTOMER, LOYAL = (
    "potential",
    "target",
    "prospect",
    "customer",
    "loyal",
)
NEW, OLD, WAVERING, COMPETITOR, LOST = "new", "old", "wavering", "competitor", "lost"


@dataclass(frozen=True, slots=True)
class Habits:
    """Where the company draws its lines."""

    new_days: int = 90
    lost_days: int = 365
    wavering_factor: float = 1.5
    loyal_from: float = 60.0


class Trade(NamedTuple):
    """What invoices and people know of one customer."""

    first_sale: date | None = None
    last_sale: date | None = None
    interval: float | None = None
    loyalty: float | None = None
    is_silent: bool = False
    stage: str | None = None
    buys_elsewhere: bool = False


def lifecycle(trade, habits):
    """How far the customer has come.

    >>> lifecycle(Trade(stage="prospect"), Habits())
    'prospect'
    >>> lifecycle(Trade(date(2026, 1, 1), date(2026, 3, 1), loyalty=70), Habits())
    'loyal'
    """
    if not trade.first_sale:
        return trade.stage or POTENTIAL
    loyal = trade.loyalty is not None and trade.loyalty >= habits.loyal_from
    return LOYAL if loyal else CUSTOMER


def standing(trade, habits, today):
    """How the customer stands today; None before the first sale.

    >>> bought = Trade(date(2025, 1, 1), date(2026, 3, 1), interval=20)
    >>> standing(bought, Habits(), date(2026, 3, 11))
    'old'
    >>> standing(bought, Habits(), date(2026, 4, 5))  # 35 days > 1.5 × 20
    'wavering'
    >>> standing(bought, Habits(), date(2027, 4, 5))
    'lost'
    """
    if not trade.first_sale:
        return COMPETITOR if trade.buys_elsewhere else None
    quiet = (today - trade.last_sale).days
    if trade.is_silent or quiet > habits.lost_days:
        return COMPETITOR if trade.buys_elsewhere else LOST
    if (today - trade.first_sale).days <= habits.new_days:
        return NEW
    late = (
        trade.interval is not None and quiet > habits.wavering_factor * trade.interval
    )
    return WAVERING if late else OLD
