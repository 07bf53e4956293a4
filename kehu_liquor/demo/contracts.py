"""The town's contracts with dealers and key accounts, and the season's policies."""

import base64
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.tools import file_open

PICTURE = "kehu_liquor/static/description/icon.png"
#: By dealer: how much more than last year was agreed, from how many months ago.
GROWTH = (1.08, 1.15, 1.25, 1.1, 1.3, 1.12, 1.05, 1.2, 1.1, 1.18)
BEGUN = (10, 10, 8, 10, 11, 10, 6, 10, 10, 9)
CASE_PRICE = 520  # what a case of usual goods brings, untaxed
VAT = 1.13
#: Of the dealers in order: whose contract is still a draft, and whose is renewed.
UNSIGNED, RENEWED = 8, 4
#: … and of whose deposit a half is still lacking.
HALF_PAID = 2
POLICIES = (
    (
        "淡季十搭一",
        "free_goods",
        "slack",
        (-40, 35),
        ("dealer",),
        (10, 1),
        "单次提货满 50 件起,当月结清货款;搭赠随货发出,不折现。",
    ),
    (
        "春节备货订货会",
        "order",
        "spring",
        (-10, 60),
        ("dealer", "outlet"),
        (0, 0),
        "会上订货并预付三成者,优先安排坛藏十五年与礼盒的配额。",
    ),
    (
        "终端堆头陈列",
        "display",
        "all",
        (-120, 150),
        ("outlet",),
        (0, 0),
        "门口堆头不少于 15 件,连续陈列 60 天,按月拍照验收。",
    ),
    (
        "中秋团购礼遇",
        "offer",
        "autumn",
        (-110, -40),
        ("group",),
        (20, 1),
        "单位团购满 20 件送 1 件小酒,随发票登记。",
    ),
)
KEY_ACCOUNT_NOTE = "市区免费配送;急用两小时内送达;每季度一次品鉴。"
DEALER_NOTE = "公司派驻一名业务代表协助分销;每月 5 日前双方核对库存与进度。"


class Contracts:
    """Dealers sign for a year; some end soon, one is being prepared, one has ended."""

    def __init__(self, env, company, register, shelf, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.shelf, self.users = register, shelf, users
        with file_open(PICTURE, "rb") as picture:
            self.picture = base64.b64encode(picture.read())

    def sign(self):
        dealers = self._rows("distributor")
        for number, (row, growth, begun) in enumerate(
            zip(dealers, GROWTH, BEGUN, strict=False)
        ):
            self._dealer(row, growth, begun, number)
        for row in self._rows("group_buyer")[:3]:
            self._key_account(row)
        self._lay_down()
        self.env["kehu.facts"]._keep_contracts(self.company, self.today)
        self.env["kehu.contract"]._keep_forecasts(self.company, self.today)

    def _rows(self, role):
        rows = [r for r in self.register.rows if r.role == role and r.habit and r.owner]
        return sorted(rows, key=lambda row: -row.yearly)

    # -------------------------------------------------------------- contracts
    def _dealer(self, row, growth, begun, number):
        first = (self.today - relativedelta(months=begun)).replace(day=1)
        contract = self._prepare(
            row,
            first,
            kind="dealer",
            territory_ids=self._territory(row, number),
            note=DEALER_NOTE,
        )
        sales = self._aim(contract, row, growth)
        contract.write(
            {
                "sales_target": sales,
                "cash_target": 0
                if contract.territory_ids.category_id
                else round(sales * VAT * 0.97, -4),
                "case_target": round(sales / CASE_PRICE / 10) * 10,
                **self._deposit(sales, number),
                "deposit_date_end": contract.date_end + relativedelta(months=1),
            }
        )
        contract.action_split()
        if number == UNSIGNED:
            return
        self._put_in_force(contract, first)
        if number == RENEWED:
            contract.action_renew()

    def _deposit(self, sales, number):
        """All came in, but of one dealer a half."""
        deposit = round(sales * 0.02, -4) or 10000
        received = deposit / 2 if number == HALF_PAID else deposit
        return {"deposit": deposit, "deposit_received": received}

    def _key_account(self, row):
        first = date(self.today.year, 1, 1)
        contract = self._prepare(row, first, kind="key_account", note=KEY_ACCOUNT_NOTE)
        contract.sales_target = self._aim(contract, row, 1.1)
        contract.action_split()
        self._put_in_force(contract, first)

    def _aim(self, contract, row, growth):
        """Last year's sales of the same goods, and so much more.

        Who came this year is taken at a part of what it was expected to buy.
        """
        begun = contract.date_from - relativedelta(years=1)
        ended = contract.date_end - relativedelta(years=1)
        sold = contract._sold_before()
        before = sum(net for day, _c, net, _n in sold if begun <= day <= ended)
        return round(max(before * growth, row.yearly * 0.6), -4) or 10000

    def _prepare(self, row, first, **values):
        partner = self.register.partners[row.ref]
        return (
            self.env["kehu.contract"]
            .sudo()
            .create(
                {
                    "partner_id": partner.id,
                    "user_id": self.users[row.owner].id,
                    "date_from": first,
                    "date_end": first + relativedelta(years=1, days=-1),
                    "payment_term_id": partner.property_payment_term_id.id,
                    **values,
                }
            )
        )

    def _territory(self, row, number):
        """The own district, with all goods; every third dealer has two kinds."""
        district = self.register.partners[row.ref].kehu_territory_id
        if number % 3 != 1:
            return [Command.create({"territory_id": district.id})]
        goods = [self.shelf.categories[name] for name in ("浓香型", "酱香型")]
        return [
            Command.create(
                {
                    "territory_id": district.id,
                    "category_id": category.id,
                    "is_exclusive": self._is_free(district),
                }
            )
            for category in goods
        ]

    def _is_free(self, district):
        """Alone only where nobody else of the town's dealers is."""
        there = [
            row
            for row in self._rows("distributor")
            if self.register.partners[row.ref].kehu_territory_id == district
        ]
        return len(there) == 1

    def _put_in_force(self, contract, first):
        contract.write(
            {
                "signed_on": first - timedelta(days=9),
                "signed_file": self.picture,
                "signed_file_name": f"{contract.name}.png",
            }
        )
        contract._check_complete()
        contract.write({"state": "signed", "signed_by_id": self.users["lead"].id})
        contract._follow_dates(self.today)

    # --------------------------------------------------------------- policies
    def _lay_down(self):
        audience = "kehu_liquor.audience_{}".format
        self.env["kehu.sales.policy"].sudo().create(
            [
                {
                    "name": name,
                    "kind": kind,
                    "season": season,
                    "date_from": self.today + timedelta(days=first),
                    "date_end": self.today + timedelta(days=last),
                    "audience_ids": [
                        Command.set([self.env.ref(audience(one)).id for one in whom])
                    ],
                    "buy_cases": buy,
                    "free_cases": free,
                    "condition": condition,
                }
                for name, kind, season, (first, last), whom, (buy, free), condition in (
                    POLICIES
                )
            ]
        )
