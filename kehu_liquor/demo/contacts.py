"""A year of visits and calls, what they led to, and what was not kept."""

from datetime import datetime, time, timedelta
from random import Random

from .ledger import SEED

DAYS = 365
FORTNIGHT, LATEST = 14, 45
#: Contacts a month by grade: calls, visits.
OFTEN = {"KA": (4, 2), "A": (3, 1), "B": (2, 0.5), "C": (1, 0.34), "D": (0.4, 0.1)}
#: How faithful each salesperson is.
FAITH = {"sales": 0.92, "sales2": 0.68}
BEIJING = timedelta(hours=8)
PLANS = 5
TALKS = {
    "visit": (
        ("例行拜访", "库存还有两周，答应下周补货"),
        ("催款", "老板说月底前付一半，余款下月"),
        ("新品推介", "留了两瓶样酒，试饮后再定"),
        ("补陈列", "端架已补齐，竞品堆头撤了一组"),
        ("价格维护", "标价已改回，附近两家也走访过"),
        ("回访", "婚宴用酒反馈好，想再要一批礼盒"),
        ("盘点库存", "陈酿动销快，浓香偏慢，建议调整"),
    ),
    "phone": (
        ("问候", "生意平稳，暂无新需求"),
        ("确认订单", "下单两件，明天送"),
        ("催款", "财务出差，周五处理"),
        ("约见", "约好下周三上午见面"),
        ("送货跟进", "货已收到，数量无误"),
    ),
}
NEEDS = ("想要小容量装", "婚宴礼盒", "商务定制酒", "希望支持陈列架")
REACHED = ("yes", "yes", "yes", "partly", "no")
COLUMNS = (
    "partner_id",
    "company_id",
    "user_id",
    "kind_id",
    "state",
    "date_begin",
    "date_end",
    "day",
    "purpose",
    "purpose_reached",
    "note",
    "needs",
    "create_uid",
)


def weekday_from(day):
    """The day, or the Monday after it: nobody is put off to a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def weekday_until(day):
    """The day, or the Friday before it."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


class Contacts:
    """Writes what was logged, lets the nights of three months plan, then plans on."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register = register
        self.users = {login: users[login] for login in FAITH}
        self.rng = Random(f"{SEED}:contacts")
        self.kinds = {
            key: env.ref(f"kehu_liquor.visit_kind_{key}") for key in (*TALKS, "sample")
        }
        self.taken = {}

    def keep(self):
        partners = self.register.partners
        owned = [row for row in self.register.rows if row.owner in FAITH]
        self.env["res.partner"].browse(
            [partners[row.ref].id for row in owned]
        )._kehu_refresh(self.company)
        grades = self._grades()
        rows = []
        for row in owned:
            partner = partners[row.ref]
            rows += self._year(row, partner, grades.get(partner.id))
        facts = self.env["kehu.facts"]
        facts._insert("kehu.visit", COLUMNS, rows)
        self._with_whom()
        self._nights()
        self._plans(owned)

    def _grades(self):
        metrics = self.env["kehu.metric"].search(
            [("company_id", "=", self.company.id), ("grade_id", "!=", False)]
        )
        return {m.partner_id.id: m.grade_id.name for m in metrics}

    def _year(self, row, partner, grade):
        calls, visits = OFTEN.get(grade, (0.3, 0.1))
        found = []
        for kind, often in (("phone", calls), ("visit", visits)):
            for _ in range(round(often * 12 * FAITH[row.owner] + self.rng.random())):
                day = self.today - timedelta(days=self.rng.randint(1, DAYS))
                if day.weekday() < 5:
                    found.append(self._contact(row, partner, kind, day))
        return found

    def _contact(self, row, partner, kind, day):
        user = self.users[row.owner]
        number = self.taken[user.id, day] = self.taken.get((user.id, day), -1) + 1
        minutes = self.kinds[kind].minutes
        begin = datetime.combine(day, time(8)) - BEIJING
        begin += timedelta(minutes=45 * number)
        purpose, note = self.rng.choice(TALKS[kind])
        needs = self.rng.choice(NEEDS) if self.rng.random() < 0.1 else None
        return (
            partner.id,
            self.company.id,
            user.id,
            self.kinds[kind].id,
            "done",
            begin,
            begin + timedelta(minutes=minutes),
            day,
            purpose,
            self.rng.choice(REACHED),
            note,
            needs,
            user.id,
        )

    def _with_whom(self):
        """Who was met lately."""
        since = self.today - timedelta(days=LATEST)
        visits = self.env["kehu.visit"].search([("day", ">=", since)])
        for visit in visits.filtered("partner_id.child_ids"):
            visit.contact_ids = visit.partner_id.child_ids[:1]

    def _nights(self):
        """The nights of two months, at their turning points, up to this morning."""
        runs = self.env["kehu.run"].sudo()
        first = self.today.replace(day=1)
        before = (first - timedelta(days=1)).replace(day=1)
        for day in (before, first, self.today):
            runs._plan(self.company, day)
        rows = (
            self.env["kehu.followup"]
            .sudo()
            .search([("state", "=", "open"), ("due_on", "<", self.today)])
        )
        late = timedelta(days=4)
        for number, row in enumerate(rows):
            last = weekday_until(row.period_end)
            if number % 9 and row.due_on < self.today - late and last >= self.today:
                later = weekday_from(self.today + timedelta(days=1 + number % 11))
                row.due_on = min(later, last)
                row.reason = ("老板出差", "门店装修", "约到下次一起谈")[number % 3]

    def _plans(self, owned):
        """What is agreed for the days to come."""
        for login, user in self.users.items():
            rows = [row for row in owned if row.owner == login][:PLANS]
            for number, row in enumerate(rows):
                day = self.today + timedelta(days=number)
                at = datetime.combine(day, time(9 + number)) - BEIJING
                self.env["kehu.visit"].sudo().create(
                    {
                        "partner_id": self.register.partners[row.ref].id,
                        "company_id": self.company.id,
                        "user_id": user.id,
                        "kind_id": self.kinds["visit"].id,
                        "state": "planned",
                        "planned_at": at,
                        "purpose": TALKS["visit"][number][0],
                    }
                )
