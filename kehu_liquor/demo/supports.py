"""Budgets, and what dealers were promised, given, proved and settled out of them."""

import base64
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command
from odoo.tools import file_open

from ..models.kehu_advice_effect import effect_values
from . import tables

PICTURE = "kehu_liquor/static/description/icon.png"
DISPLAY = ("rack", "sign")
PROMOTION = ("promotion", "advertising")
STEPS = ("requested", "checked", "approved", "delivered", "evidenced", "settled")
#: Evidence in the town's language: what the kinds call it there.
WORDS = {
    "Photo of the display in place": "陈列到位照片",
    "Receipt of the shop": "门店签收单",
    "Still in place after 30 days": "30 天后仍在位",
    "Photos of the promotion": "促销现场照片",
    "Record of sales during the promotion": "促销期间销售记录",
    "Gifts handed out, signed for": "赠品发放签收表",
    "Photo before": "施工前照片",
    "Photo after": "施工后照片",
    "Acceptance, signed and sealed": "验收单（签字盖章）",
    "Photo of the advertisement in place": "广告上刊照片",
    "Contract or invoice of the advertiser": "广告公司合同或发票",
    "List of those present, signed": "到场人员签到表",
    "Photo of the training": "培训照片",
    "Attendance of the staff": "人员考勤表",
    "Photo of the staff at work": "在岗照片",
    "Photo of the vehicle with our sign": "车身广告照片",
    "Agreement on its use, signed and sealed": "车辆使用协议（签字盖章）",
}
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
        for row in tables.supports():
            self._support(row)

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
            plans.append((f"促销与广告 {year}", PROMOTION, start, end, 25000, growth))
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
    def _support(self, row):
        customer = self.register.partners[row.ref]
        owner = customer.user_id or self.users["manager"]
        begins = self.today - timedelta(days=row.ago)
        supports = self.env["kehu.support"].sudo()
        support = supports.create(self._draft(row, customer, owner, begins))
        if row.state != "draft":
            support.write(self._asked(support, owner, min(begins, self.today)))
        if row.state == "refused":
            decided = {"state": "refused", "decided_by_id": self.users["lead"].id}
            support.write({**decided, "reason": REFUSED})
        elif row.state in STEPS[1:]:
            self._approve(support, row.approved, begins)
            self._go_on(support, row.state, begins, row.billed)
        if row.verdict:
            self._judge(support, row.verdict, row.judgement)

    def _draft(self, row, customer, owner, begins):
        return {
            "partner_id": customer.id,
            "company_id": self.company.id,
            "kind_id": self.env.ref(f"kehu_liquor.support_kind_{row.kind}").id,
            "date_from": begins,
            "date_to": begins + timedelta(days=row.days),
            "requested_amount": row.asked,
            "note": row.note,
            "user_id": owner.id,
        }

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
            for line in support.evidence_ids:
                line.name = WORDS.get(line.name, line.name)
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
            "name": f"{support.name} {support.note}",
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
        if found:
            values |= effect_values(found)
        support.write(values)
