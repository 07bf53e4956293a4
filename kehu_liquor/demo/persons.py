"""The town's key persons: who decides, when they have birthday, who knows whom."""

from datetime import timedelta
from random import Random

from ..engine import lunar
from .ledger import SEED
from .people import dice, person_name

#: A post's part in the buying; the first at a customer decides.
PARTS = {
    "采购经理": "purchaser",
    "采购主管": "purchaser",
    "财务主管": "finance",
    "仓库主管": "store",
    "行政主管": "handler",
    "办公室主任": "handler",
    "品鉴顾问": "user",
}
INTERESTS = (
    "钓鱼",
    "喝茶、收藏紫砂壶",
    "打乒乓球",
    "书法",
    "川剧",
    "登山摄影",
    "下象棋",
    "羽毛球",
    "养兰花",
    "自驾游",
)
PURPOSES = ("节日问候与品鉴会邀请", "生日问候", "业务联络与回访")
OCCASIONS = ("店庆", "新店开业", "首次合作")
NOTES = ("主动约了下次品鉴", "抱怨到货慢", "推荐了两家朋友的店", "在和竞品谈陈列")
PRESENTS = (
    ("gift", "中秋月饼礼盒", (98, 268)),
    ("gift", "端午粽子礼盒", (88, 198)),
    ("sample", "新品小酒 6 瓶装", (120, 240)),
    ("hospitality", "工作餐", (150, 420)),
    ("hospitality", "品鉴会晚宴", (200, 380)),
)
ELSEWHERE = ("锦里酒楼", "青羊茶馆", "望江大酒店")
RELATIONS = ("introduced", "knows", "colleague", "classmate", "townsman")
PRIVATE = ("说话直，催款要当面谈。", "月底最忙，上午不接电话。")


class Faces:
    """Writes what the salespeople know of the people they meet."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.users, self.register = users, register
        self.rng = Random(f"{SEED}:faces")

    def know(self):
        persons = self.env["res.partner"]
        for row in self.register.rows:
            staff = self.register.partners[row.ref].child_ids.sorted("id")
            for number, person in enumerate(staff):
                self._meet(row, person, number, dice(row, f"face{number}"))
            persons += staff.filtered("kehu_is_key_person")
        self._celebrate(persons)
        self._tie(persons)
        self._give(persons)
        self._leave(persons)

    def _meet(self, row, person, number, rng):
        part = PARTS.get(person.function, "decider" if number == 0 else "user")
        state = row.has("government")
        person.write(
            {
                "kehu_is_key_person": True,
                "kehu_key_role_id": self.env.ref(f"kehu_liquor.key_role_{part}").id,
                "kehu_influence": "4" if number == 0 else rng.choice("123"),
                "kehu_is_public_official": state and number == 0,
            }
        )
        if state or rng.random() < 0.25:
            return  # a business card and no more
        self._remember(row, person, rng)

    def _remember(self, row, person, rng):
        def days(low, high):
            return self.today - timedelta(rng.randint(low, high))

        person.write(
            {
                "kehu_birthday_is_lunar": rng.random() < 0.5,
                "kehu_birthday_month": rng.randint(1, 12),
                "kehu_birthday_day": rng.randint(1, 28),
                "kehu_birth_year": rng.choice((0, 0, rng.randint(1964, 1994))),
                "kehu_interests": rng.choice(INTERESTS),
                "kehu_purpose": rng.choice(PURPOSES),
                "kehu_legal_basis": "consent",
                "kehu_basis_date": days(200, 700),
            }
        )
        start = rng.randint(2, 4)
        rows = [(days(20, 150), rng.choice("233445"), rng.choice(NOTES))]
        if rng.random() < 0.6:
            rows.append((days(180, 400), str(start), False))
        self.env["kehu.attitude"].create(
            [
                {"person_id": person.id, "date": day, "value": value, "note": note}
                | self._by(row)
                for day, value, note in rows
            ]
        )
        self._posts(person, rng)
        if rng.random() < 0.3:
            self.env["kehu.anniversary"].create(
                {
                    "person_id": person.id,
                    "name": rng.choice(OCCASIONS),
                    "month": rng.randint(1, 12),
                    "day": rng.randint(1, 28),
                }
            )
        if rng.random() < 0.1:
            seller = person.with_user(self._seller(row)).sudo()
            seller.add_kehu_private_note(rng.choice(PRIVATE))

    def _by(self, row):
        return {"user_id": self._seller(row).id, "company_id": self.company.id}

    def _seller(self, row):
        return self.users[row.owner] or self.users["sales"]

    def _posts(self, person, rng):
        begun = self.today.replace(day=1) - timedelta(30 * rng.randint(12, 80))
        posts = self.env["kehu.career"]
        posts.create(
            {
                "person_id": person.id,
                "partner_id": person.parent_id.id,
                "post": person.function,
                "date_from": begun,
            }
        )
        if rng.random() < 0.4:
            posts.create(
                {
                    "person_id": person.id,
                    "employer": rng.choice(ELSEWHERE),
                    "post": "业务经理",
                    "date_from": begun - timedelta(1500),
                    "date_end": begun,
                }
            )

    def _celebrate(self, persons):
        """Whoever opens the demo finds birthdays at hand, by both calendars."""
        for login in ("sales", "sales2"):
            known = persons.filtered(
                lambda person, user=self.users[login]: (
                    person.kehu_legal_basis and person.parent_id.user_id == user
                )
            )
            for person, ahead in zip(known, (0, 1, 3), strict=False):
                day = self.today + timedelta(ahead)
                is_lunar = ahead != 1
                _year, month, number, _leap = lunar.from_date(day)
                person.write(
                    {
                        "kehu_birthday_is_lunar": is_lunar,
                        "kehu_birthday_month": month if is_lunar else day.month,
                        "kehu_birthday_day": number if is_lunar else day.day,
                    }
                )

    def _tie(self, persons):
        known = persons.filtered("kehu_legal_basis")
        for person in self.rng.sample(list(known), min(70, len(known))):
            other = self.rng.choice(list(known - person))
            self.env["kehu.relation"].create(
                {
                    "person_id": person.id,
                    "other_id": other.id,
                    "kind": self.rng.choice(RELATIONS),
                }
            )

    def _give(self, persons):
        takers = list(persons.filtered(lambda person: not person._kehu_takes_nothing()))
        first = self.today.replace(month=1, day=1)
        for person in self.rng.sample(takers, min(110, len(takers))):
            for kind, what, (low, high) in self.rng.sample(
                PRESENTS, self.rng.choice((1, 1, 2, 3))
            ):
                day = first + timedelta(
                    self.rng.randint(0, (self.today - first).days or 0)
                )
                seller = person.parent_id.user_id or self.users["sales"]
                gift = self.env["kehu.gift"].create(
                    {
                        "person_id": person.id,
                        "kind_id": self.env.ref(f"kehu_liquor.gift_kind_{kind}").id,
                        "description": what,
                        "amount": self.rng.randint(low, high),
                        "date": day,
                        "user_id": seller.id,
                    }
                )
                if gift.state == "waiting" and self.rng.random() < 0.7:
                    gift.with_user(self.users["lead"]).sudo().action_approve()

    def _leave(self, persons):
        """A few left; one of them to another customer, one with a successor."""
        leavers = self.rng.sample(
            [p for p in persons if p.parent_id.user_id and p.kehu_legal_basis], 5
        )
        for number, person in enumerate(leavers):
            values = {
                "person_id": person.id,
                "date": self.today - timedelta(self.rng.randint(3, 60)),
            }
            if number % 2:
                values |= {"new_employer": ELSEWHERE[number % 3], "new_post": "经理"}
            if number == 4:
                heir = self.env["res.partner"].create(
                    {
                        "name": person_name(self.rng),
                        "parent_id": person.parent_id.id,
                        "function": person.function,
                    }
                )
                values["successor_id"] = heir.id
            self.env["kehu.leave"].create(values).action_apply()
