"""May this gift be given: the law first, then the house's limit."""

from dataclasses import dataclass

FORBIDDEN, APPROVAL, FREE = "forbidden", "approval", "free"
OFFICIAL, GOVERNMENT = "official", "government"
PURCHASING, ABOVE = "purchasing", "above"
#: What is money under another name, and what is paid for a deal.
MONEY = (
    "现金",
    "红包",
    "佣金",
    "回扣",
    "提成",
    "返点",
    "好处费",
    "中介费",
    "介绍费",
    "购物卡",
    "储值卡",
    "转账",
    "cash",
    "commission",
    "kickback",
    "broker",
    "voucher card",
    "gift card",
)


@dataclass(frozen=True)
class Receiver:
    """What is known of who is to receive it."""

    is_official: bool = False
    is_government: bool = False
    buys: bool = False  # works in the customer's purchasing


def judge(receiver, given, value, cap):
    """Whether it may be given, and why not or not alone.

    :param given: what the person received this year already
    :param cap: the most a year without a second person, None without a limit
    :return: ``(verdict, reason)``

    >>> judge(Receiver(), 380, 420, 800), judge(Receiver(), 380, 421, 800)
    (('free', None), ('approval', 'above'))
    >>> judge(Receiver(buys=True), 0, 10, 800)
    ('approval', 'purchasing')
    >>> judge(Receiver(is_official=True), 0, 1, None)
    ('forbidden', 'official')
    """
    if receiver.is_official:
        return FORBIDDEN, OFFICIAL
    if receiver.is_government:
        return FORBIDDEN, GOVERNMENT
    if receiver.buys:
        return APPROVAL, PURCHASING
    if cap is not None and given + value > cap:
        return APPROVAL, ABOVE
    return FREE, None


def money_word(text):
    """The first word that means money, None if there is none.

    >>> money_word("中秋礼盒"), money_word("现金红包"), money_word("Cash back")
    (None, '现金', 'cash')
    """
    lower = (text or "").lower()
    return next((word for word in MONEY if word in lower), None)
