"""The town's ledger on paper: who bought what when, brought back what, paid when.

Plain records, rolled from each customer's own dice, so that a change to one customer
leaves all others as they are. `books` takes them to Odoo.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from . import festivals, habits, payers

SEED = "kehu"
RETURNED = 0.06  # share of invoices with a return
CASE = 6  # bottles
GATHERED = 21  # days between payments that are made as one


@dataclass
class Item:
    """So many units or cases of a product at a price for one of them."""

    product: object
    quantity: int
    price: float
    in_cases: bool


@dataclass
class Bill:
    """An invoice, and what was brought back of it."""

    day: date
    due: date
    items: list
    returned_on: date | None = None
    returned: list = field(default_factory=list)


@dataclass
class Settlement:
    """Money that came in on a day for some bills, or ahead of all bills."""

    day: date
    bills: list
    share: float = 1
    ahead: int = 0
    in_cash: bool = False


@dataclass
class Account:
    """Everything between us and one customer."""

    customer: object
    bills: list
    settlements: list


def account(customer, role, products, today):
    """The account of a customer over the two years to ``today``."""
    rng = Random(f"{SEED}:{customer.ref}")
    if not customer.habit:
        return Account(customer, [], [])
    bills = _bills(customer, role, products, today, rng)
    settlements = _settlements(customer, bills, today, rng)
    return Account(customer, bills, settlements)


# ------------------------------------------------------------------ purchases
def _bills(customer, role, products, today, rng):
    habit = habits.HABITS[customer.habit]
    liked = _liked(role, products, rng)
    bills = []
    for day in habits.buying_days(habit, customer.every, today, rng):
        money = habits.amount(habit, customer, day, today, rng)
        items = _basket(role, liked, money, festivals.season(day), rng)
        bills.append(Bill(day, day + timedelta(days=role.term_days), items))
    return bills


def _liked(role, products, rng):
    """The handful of products that a customer keeps coming back for."""
    weights = [getattr(product, role.taste) for product in products]
    return list(dict.fromkeys(rng.choices(products, weights, k=9)))


def _basket(role, liked, money, season, rng):
    """One to three of the liked products for about so much money."""
    fitting = [p for p in liked if p.price <= money and p.festival in ("", season)]
    fitting = fitting or [min(liked, key=lambda product: product.price)]
    weights = [getattr(p, role.taste) * (3 if p.festival else 1) for p in fitting]
    chosen = list(dict.fromkeys(rng.choices(fitting, weights, k=rng.choice((1, 2, 3)))))
    parts = [rng.uniform(0.5, 1.5) for _ in chosen]
    return [
        _item(role, product, money * part / sum(parts))
        for product, part in zip(chosen, parts, strict=True)
    ]


def _item(role, product, money):
    price = round(product.price * role.discount)
    case = price * CASE
    if product.unit == "瓶" and role.taste != "home" and money >= case:
        return Item(product, round(money / case), case, True)
    return Item(product, max(1, round(money / price)), price, False)


# -------------------------------------------------------------------- payment
def _settlements(customer, bills, today, rng):
    payer = payers.PAYERS[customer.payer]
    terms = [(bill.day, bill.due) for bill in bills]
    paid = payers.pay_days(payer, terms, today, rng)
    for bill, day in zip(bills, paid, strict=True):
        _bring_back(bill, min(day or today, today), rng)
    settled = _gathered(zip(bills, paid, strict=True))
    for settlement in settled:
        settlement.in_cash = payer.in_cash
    extra = _part(bills, paid, today, rng) + _deposit(payer, customer, today, rng)
    return settled + extra


def _bring_back(bill, latest, rng):
    """Some of one item comes back before the bill is paid, now and then."""
    item = rng.choice(bill.items)
    day = bill.day + timedelta(days=rng.randint(2, 12))
    wanted = rng.random() < RETURNED
    if wanted and day <= latest and item.quantity > 1:
        quantity = rng.randint(1, max(1, item.quantity // 4))
        bill.returned_on = day
        bill.returned = [Item(item.product, quantity, item.price, item.in_cases)]


def _gathered(paid_bills):
    """Bills paid within a few days of each other are paid at once, by the first."""
    settlements = []
    for bill, day in paid_bills:
        last = settlements[-1] if settlements else None
        if not day:
            continue
        if last and bill.day <= last.day and abs((day - last.day).days) <= GATHERED:
            last.bills.append(bill)
        else:
            settlements.append(Settlement(day, [bill]))
    return _after_returns(settlements)


def _after_returns(settlements):
    for settlement in settlements:
        returns = [bill.returned_on for bill in settlement.bills if bill.returned_on]
        settlement.day = max([settlement.day, *returns])
    return settlements


def _part(bills, paid, today, rng):
    """Some who are long overdue pay a part of their oldest bill."""
    overdue = [
        bill
        for bill, day in zip(bills, paid, strict=True)
        if not day and (today - bill.due).days > 20
    ]
    if not overdue or rng.random() > 0.4:
        return []
    day = today - timedelta(days=rng.randint(1, 15))
    return [Settlement(day, overdue[:1], share=rng.choice((0.3, 0.5)))]


def _deposit(payer, customer, today, rng):
    """Money ahead of the goods, still to be used."""
    ahead = round(customer.yearly * payer.deposit, -3)
    day = today - timedelta(days=rng.randint(2, 25))
    return [Settlement(day, [], ahead=ahead)] if ahead else []
