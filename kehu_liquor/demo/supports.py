"""Budgets, and what dealers were promised, given, proved and settled out of them."""

import base64
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.tools import file_open

PICTURE = "kehu_liquor/static/description/icon.png"
DISPLAY = ("rack", "sign")
PROMOTION = ("promotion", "advertising")
STEPS = ("requested", "checked", "approved", "delivered", "evidenced", "settled")
#: Customer, kind, begun so many days ago, for so many days, asked for, approved,
#: billed, how far it is, what it is for, and the word on it.
ROWS = (
    ("KH001", "rack", 168, 60, 15000, 15000, 15000, "judged",
     "蜀川三家直营店入口端架，陈酿 52° 主推", ("worth", "端架位置好，陈酿动销明显快了")),
    ("KH003", "promotion", 150, 20, 12000, 10000, 9600, "judged",
     "端午买六赠一，覆盖天府新区 12 家烟酒店", ("partly", "节前有量，节后回落")),
    ("KH009", "sign", 140, 60, 22000, 22000, 21500, "judged",
     "温江两家门店更换门头店招", ("wasted", "店招做了，进货没有跟上")),
    ("KH002", "advertising", 118, 30, 26000, 24000, 24000, "settled",
     "锦官糖酒社区电梯广告一个月", None),
    ("KH007", "training", 95, 5, 6000, 6000, 5800, "judged",
     "岷源业务员产品与品鉴培训，两天", ("worth", "业务员能讲清楚产品了")),
    ("KH004", "rack", 88, 60, 9000, 9000, 9000, "settled",
     "西岭酒业经营部货架两组", None),
    ("KH013", "promotion", 60, 15, 8000, 8000, 7900, "evidenced",
     "中秋团购赠杯，鸿运批发部", None),
    ("KH006", "staff", 46, 30, 9600, 9600, 0, "delivered",
     "龙泉驿驻店促销员两名，一个月", None),
    ("KH002", "vehicle", 40, 30, 28000, 28000, 0, "approved",
     "配送车身广告，车辆一台", None),
    ("KH008", "rack", 9, 60, 7500, 7500, 0, "approved",
     "聚福源新开两店陈列架", None),
    ("KH001", "rack", -6, 60, 18000, 0, 0, "requested",
     "腊月旺季前补两组端架，双流、武侯各一", None),
    ("KH004", "sign", -10, 45, 32000, 32000, 0, "checked",
     "锦江区旗舰店店招与灯箱", None),
    ("KH010", "promotion", -4, 20, 16000, 0, 0, "requested",
     "温江 20 家餐饮店节前品鉴赠饮", None),
    ("KH005", "supervisor", -3, 5, 0, 0, 0, "requested",
     "请督导走访丰禾：回款慢，价格不稳", None),
    ("KH014", "advertising", -7, 30, 9000, 0, 0, "refused",
     "双桥批发部朋友圈广告", None),
    ("KH011", "promotion", -12, 15, 6000, 0, 0, "draft",
     "绵州鼎盛唤回活动，先谈再报", None),
)  # fmt: skip
REFUSED = "没有目标和人群说明，先做方案再报"


class Supports:
    """A year of support, the last of it still waiting."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        with file_open(PICTURE, "rb") as picture:
            self.picture = base64.b64encode(picture.read())

    def keep(self):
        self._plan_budgets()
        for row in ROWS:
            self._support(*row)

    def _kinds(self, names):
        kinds = [self.env.ref(f"kehu_liquor.support_kind_{name}").id for name in names]
        return [Command.set(kinds)]

    # --------------------------------------------------------------- budgets
    def _plan_budgets(self):
        quarter = self.today.replace(day=1)
        quarter -= relativedelta(months=(quarter.month - 1) % 3)
        plans = []
        for back, amount in ((2, 60000), (1, 60000), (0, 70000), (-1, 80000)):
            start = quarter - relativedelta(months=3 * back)
            end = start + relativedelta(months=3, days=-1)
            name = f"陈列与店招 {start.year} 年第 {(start.month + 2) // 3} 季度"
            plans.append((name, DISPLAY, start, end, amount, {}))
        for year in (self.today.year - 1, self.today.year, self.today.year + 1):
            start = self.today.replace(year=year, month=1, day=1)
            end = start.replace(month=12, day=31)
            growth = {"sales_percent": 0.2, "sales_above": 3e7, "most_growth": 3e4}
            plans.append((f"促销与广告 {year}", PROMOTION, start, end, 60000, growth))
            plans.append((f"其他支持 {year}", (), start, end, 120000, {}))
        self.env["kehu.budget"].sudo().create(
            [
                {
                    "name": name,
                    "company_id": self.company.id,
                    "kind_ids": self._kinds(kinds),
                    "date_from": start,
                    "date_to": end,
                    "base_amount": amount,
                    **growth,
                }
                for name, kinds, start, end, amount, growth in plans
            ]
        )

    # -------------------------------------------------------------- supports
    def _support(
        self, ref, kind, ago, days, asked, approved, billed, state, note, word
    ):
        customer = self.register.partners[ref]
        owner = customer.user_id or self.users["manager"]
        begins = self.today - timedelta(days=ago)
        support = (
            self.env["kehu.support"]
            .sudo()
            .create(
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "kind_id": self.env.ref(f"kehu_liquor.support_kind_{kind}").id,
                    "date_from": begins,
                    "date_to": begins + timedelta(days=days),
                    "requested_amount": asked,
                    "note": note,
                    "user_id": owner.id,
                }
            )
        )
        if state != "draft":
            support.write(self._asked(support, owner, min(begins, self.today)))
        if state == "refused":
            decided = self.users["lead"].id
            support.write({"state": state, "decided_by_id": decided, "reason": REFUSED})
        elif state in STEPS[1:] or word:
            self._approve(support, approved, begins)
            self._go_on(support, "settled" if word else state, begins, billed)
        if word:
            self._judge(support, *word)

    def _asked(self, support, owner, day):
        return {
            "state": "requested",
            "name": support._next_number(),
            "grade_id": support._metric().grade_id.id,
            "requested_by_id": owner.id,
            "requested_on": day - timedelta(days=4),
        }

    def _approve(self, support, approved, begins):
        day = min(begins, self.today) - timedelta(days=2)
        twice = approved >= self.company.kehu_support_second_from
        lead, manager = self.users["lead"].id, self.users["manager"].id
        values = {"approved_amount": approved, "state": "checked"}
        if twice:
            values |= {"first_by_id": lead, "first_on": day}
        if begins <= self.today:
            values |= {
                "state": "approved",
                "approved_by_id": manager if twice else lead,
                "approved_on": day,
                "budget_id": self.env["kehu.budget"]._for_support(support).id,
            }
        support.write(values)

    def _go_on(self, support, state, begins, billed):
        reached = STEPS.index(state)
        if reached >= STEPS.index("approved"):
            support._bring_checklist()
        if reached >= STEPS.index("delivered"):
            support.write(
                {
                    "state": "delivered",
                    "delivered_by_id": support.user_id.id,
                    "delivered_on": begins + timedelta(days=6),
                }
            )
        if billed:
            self._bill(support, billed, begins + timedelta(days=12))
        if reached >= STEPS.index("evidenced"):
            for line in support.evidence_ids.filtered("is_mandatory"):
                line.write(
                    {"file": self.picture, "file_name": f"{line.name}.png"}
                    if line.needs_file
                    else {"is_done": True}
                )
            support.state = "evidenced"
        if state == "settled":
            support.write(
                {
                    "state": state,
                    "settled_amount": support.cost,
                    "settled_by_id": self.users["accountant"].id,
                    "settled_on": begins + timedelta(days=20),
                }
            )

    def _bill(self, support, amount, day):
        line = {
            "name": f"{support.name} {support.kind_id.name}",
            "price_unit": amount,
            "tax_ids": False,
            "kehu_support_id": support.id,
        }
        move = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "company_id": self.company.id,
                "partner_id": support.payee_id.id,
                "invoice_date": day,
                "date": day,
                "ref": f"{support.name}-{day:%y%m%d}",
                "invoice_line_ids": [Command.create(line)],
            }
        )
        move.action_post()

    def _judge(self, support, verdict, judgement):
        found = support._effects().get(support.id)
        values = {
            "state": "judged",
            "verdict": verdict,
            "judgement": judgement,
            "judged_by_id": self.users["lead"].id,
            "judged_on": min(support.delivered_on + timedelta(days=60), self.today),
        }
        support.write(values | support._effect_values(found))
