"""A year with warnings: those long closed, and what people did with today's."""

from datetime import timedelta
from random import Random

from .ledger import SEED

#: How often each rule was right in the past year, and how often it warned.
PAST = {
    "overdue": (0.46, 24),
    "overdue_terms": (0.71, 24),
    "overdue_90": (0.9, 10),
    "term_ending": (0.31, 26),
    "silent": (0.62, 21),
    "wavering": (0.35, 17),
    "falling": (0.58, 12),
    "slow_payer": (0.67, 9),
    "abnormal": (0.55, 11),
}
TRUE = (
    "老板承认资金紧,约定分两次付清",
    "竞品买断了陈列,销量确实下滑",
    "为婚宴集中备货,已核对订单",
    "换了采购,对方还在熟悉价格",
    "门店装修停业半个月",
)
FALSE = (
    "款已到账,财务次日核销",
    "节前提前备货,节后自然停单",
    "与客户约定按季度结算",
    "订单由关联门店下了",
)
SNOOZED = ("客户说下周三付款", "老板出差,月底面谈", "等节后再看一轮")


class Year:
    """Past warnings closed with a reason; of today's some are taken or put aside."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.users = [users["sales"], users["sales2"]]
        self.partners = [
            register.partners[row.ref] for row in register.rows if row.habit
        ]
        self.rng = Random(f"{SEED}:warnings")

    def live(self):
        """The past year, then this morning."""
        alerts = self.env["kehu.alert"].sudo()
        for key, (share, count) in PAST.items():
            rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
            right = round(share * count)
            verdicts = [True] * right + [False] * (count - right)
            alerts.create([self._closed(rule, verdict) for verdict in verdicts])
        self._this_morning()

    def _closed(self, rule, was_right):
        partner = self.rng.choice(self.partners)
        opened = self.today - timedelta(days=self.rng.randint(40, 350))
        closed = opened + timedelta(days=self.rng.randint(3, 30))
        return {
            "rule_id": rule.id,
            "rule_version": rule.version,
            "company_id": self.company.id,
            "partner_id": partner.id,
            "key": f"{opened}",
            "res_model": "res.partner",
            "res_id": partner.id,
            "severity": rule.severity,
            "is_money": rule.is_money,
            "state": "closed",
            "opened_on": opened,
            "touched_on": closed,
            "passed_on": closed,
            "closed_on": closed,
            "closed_by_id": (partner.user_id or self.users[0]).id,
            "user_id": partner.user_id.id,
            "told_on": opened,
            "outcome": "true" if was_right else "false",
            "reason": self.rng.choice(TRUE if was_right else FALSE),
            "verdict": "right" if was_right else "wrong",
            "judged_on": closed,
            "facts": {},
            "opened_facts": {},
        }

    def _this_morning(self):
        """Warned of some days ago, so that people had time to do something."""
        facts = self.env["kehu.facts"].sudo()
        facts._refresh(self.company, self.today)
        for key in ("overdue", "overdue_90", "silent", "silent_debtor", "slow_payer"):
            rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
            rule._ask(self.company, self.today - timedelta(days=3))
        alerts = self.env["kehu.alert"].sudo().search([("state", "=", "open")])
        for number, alert in enumerate(alerts.filtered("partner_id.user_id")):
            person = alert.with_user(alert.partner_id.user_id).sudo()
            if number % 4 == 1:
                person.action_take()
            elif number % 7 == 3:
                days = self.rng.randint(3, 12)
                until = self.today + timedelta(days=days)
                person._snooze(until, self.rng.choice(SNOOZED))
