"""The town's points: two rules, a year of entries, windows and what was redeemed."""

from datetime import timedelta

from odoo import Command

#: What each costs in points, which are worth half a yuan, and how many there are.
GIFTS = (
    ("手工紫砂酒杯一对", 600, 0),
    ("封坛酒器套装（客户专享）", 3000, 40),
    ("酒厂参观品鉴游（两人）", 12000, 6),
)
MEMBERS = (
    "outlet",
    "restaurant",
    "merchant",
    "group_buyer",
    "consumer",
    "sub_distributor",
)
#: Which of the richest redeem what, and how far it went: gift, quantity, state.
REDEEMED = (
    (2, 1, "delivered"),
    (0, 1, "delivered"),
    (0, 2, "approved"),
    (1, 2, "cancelled"),
    (1, 1, "requested"),
    (0, 1, "requested"),
)


class Rewards:
    """Turns points on a year ago, lets the ledger follow, opens this month's window."""

    def __init__(self, env, company, shelf, users, today):
        self.env, self.company, self.today = env, company, today
        self.shelf, self.users = shelf, users

    def give(self):
        self._rules()
        entries = self.env["kehu.points.entry"].sudo()
        moves = self.env["account.move"].sudo()
        year = self.today - timedelta(days=500)
        entries._settle(
            moves.search(
                [
                    ("company_id", "=", self.company.id),
                    ("move_type", "in", ("out_invoice", "out_refund")),
                    ("state", "=", "posted"),
                    ("invoice_date", ">=", year),
                ]
            )
        )
        self._adjust()
        self.env["kehu.facts"].sudo()._points_expire(self.company, self.today)
        self._redeem()

    def _rules(self):
        self.company.write({"kehu_points_months": 14, "kehu_points_value": 0.5})
        common = {
            "date_from": self.today - timedelta(days=500),
            "company_id": self.company.id,
            "role_ids": [Command.set(self._members().ids)],
        }
        by_bottle = {
            "name": "酱香型每瓶 6 分",
            "basis": "bottle",
            "points": 6,
            "per": 1,
            "sequence": 10,
            "category_ids": [Command.set(self.shelf.categories["酱香型"].ids)],
        }
        by_money = {
            "name": "每 100 元净销售 1 分",
            "points": 1,
            "per": 100,
            "sequence": 20,
        }
        rules = self.env["kehu.points.rule"]
        rules.create([common | by_bottle, common | by_money])

    def _members(self):
        """Dealers have rebates; points are for those who sell or drink."""
        return self.env["kehu.role"].union(
            *(self.env.ref(f"kehu_liquor.role_{name}") for name in MEMBERS)
        )

    def _richest(self):
        """Those who may redeem, the richest first."""
        found = (
            self.env["kehu.points.balance"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company.id),
                    ("partner_id.kehu_is_government", "=", False),
                    ("partner_id.active", "=", True),
                    ("role_id", "in", self._members().ids),
                ],
                limit=40,
            )
        )
        return found.partner_id

    def _adjust(self):
        """One goodwill that waits, one booked, one balance from before."""
        first, second, third = self._richest()[10:13]
        adjustments = self.env["kehu.points.adjustment"]
        for partner, kind, points, reason, is_booked in (
            (first, "adjust", 200, "送货晚到三天，补偿积分", False),
            (second, "adjust", 150, "新品品鉴会到场奖励", True),
            (third, "opening", 480, "纸质积分卡余额转入", True),
        ):
            row = (
                adjustments.with_user(self.users["lead"])
                .sudo()
                .create(
                    {
                        "partner_id": partner.id,
                        "kind": kind,
                        "points": points,
                        "reason": reason,
                        "date": self.today - timedelta(days=20),
                    }
                )
            )
            if is_booked:
                row.with_user(self.users["manager"]).sudo().action_approve()

    def _redeem(self):
        gifts = self.env["product.product"].create(
            [{"name": name, "list_price": 0} for name, _points, _number in GIFTS]
        )
        window = self.env["kehu.points.window"].create(
            {
                "name": f"{self.today.year} 年 {self.today.month} 月兑换",
                "company_id": self.company.id,
                "date_from": self.today - timedelta(days=6),
                "date_end": self.today + timedelta(days=9),
                "note": "礼品不对外销售；凭短信到门店领取，或由业务员送达。",
                "gift_ids": [
                    Command.create(
                        {"product_id": gift.id, "points": points, "quantity": number}
                    )
                    for gift, (_name, points, number) in zip(gifts, GIFTS, strict=True)
                ],
            }
        )
        window.action_announce()
        window.sudo().announced_on = self.today - timedelta(days=13)
        people = self._richest()
        for partner, (gift, quantity, state) in zip(people, REDEEMED, strict=False):
            self._ask(partner, window, window.gift_ids[gift], quantity, state)

    def _ask(self, partner, window, gift, quantity, state):
        line = Command.create({"gift_id": gift.id, "quantity": quantity})
        seller = partner.user_id or self.users["sales"]
        redemption = (
            self.env["kehu.redemption"]
            .with_user(seller)
            .sudo()
            .create(
                {
                    "partner_id": partner.id,
                    "window_id": window.id,
                    "line_ids": [line],
                    "note": "门店自提",
                }
            )
        )
        if state == "requested":
            return
        redemption.with_user(self.users["manager"]).sudo().action_approve()
        if state == "delivered":
            redemption.action_deliver()
        elif state == "cancelled":
            redemption.with_user(self.users["manager"]).sudo().action_cancel()
