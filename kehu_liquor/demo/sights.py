"""What was seen, given and said at the town's visits; and letters not yet logged."""

from datetime import datetime, time, timedelta
from random import Random

from odoo.fields import Command

from . import tables
from .contacts import BEIJING
from .ledger import SEED

DAYS, LATELY = 170, 40
#: Our bottles' shelf price against the list, by the kind of price.
KINDS = {"shelf": (0.98, 1.1), "wholesale": (0.84, 0.92), "promotion": (0.82, 0.95)}
DEMANDS = ("日常接待用酒，婚宴季加量", "节日送礼为主", "商务宴请，两桌一箱")
CHANNELS = ("白酒批发市场", "城西经销商送货", "电商平台", "厂家直供")
USES = ("宴席开瓶快，客人说口感柔", "散卖为主，礼盒动得慢", "老客户指名要，回头多")
SHELVES = (
    "端架第二层，三个排面，库存约 2 件",
    "收银台旁堆头完好",
    "被挪到下层，已请店员调回",
)
REFERRALS = ("隔壁茶楼的刘老板，可约见", "同行会里的两家烟酒店", "")
SAMPLES = ("品鉴小酒 2 瓶", "新品试饮装", "小样礼盒")
LETTERS = ("中秋礼盒报价", "送货时间确认", "品鉴会邀请", "四季度价目表", "对账单")


class Sights:
    """Writes prices, samples, registrations, orders heard, letters and a meeting."""

    def __init__(self, env, company, register, shelf, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        self.rng = Random(f"{SEED}:sights")
        self.rivals = env["kehu.competitor"].search([])
        self.theirs = {row.name: row for row in tables.competitors()}
        sold = [p for p in shelf.products.values() if p.list_price > 30]
        self.goods = sold[:12]

    def see(self):
        since = self.today - timedelta(days=DAYS)
        visits = self.env["kehu.visit"].search(
            [
                ("day", ">=", since),
                ("state", "=", "done"),
                ("kind_id.is_face_to_face", "=", True),
            ]
        )
        self.env["kehu.price.observation"].create(
            [row for visit in visits for row in self._prices(visit)]
        )
        lately = self.today - timedelta(days=LATELY)
        for visit in visits.filtered(lambda v: v.day >= lately):
            self._said(visit)
        self._offers()

    # --------------------------------------------------------------- prices
    def _prices(self, visit):
        if self.rng.random() < 0.55:
            return
        kind = self.rng.choice(("shelf", "shelf", "shelf", "wholesale", "promotion"))
        common = {"visit_id": visit.id, "kind": kind}
        low, high = KINDS[kind]
        for product in self.rng.sample(list(self.goods), 1):
            price = product.list_price * self.rng.uniform(low, high)
            unit = "box" if "礼盒" in product.name else "bottle"
            yield {
                **common,
                "product_id": product.id,
                "price": round(price),
                "unit": unit,
            }
        if self.rng.random() < 0.5:
            rival = self.rng.choice(list(self.rivals))
            row = self.theirs.get(rival.name)
            if row:
                price = round(row.price * self.rng.uniform(low, high))
                yield {
                    **common,
                    "competitor_id": rival.id,
                    "article": row.product,
                    "price": price,
                }

    # ----------------------------------------------------------- the sheets
    def _said(self, visit):
        chance = self.rng.random()
        values = {}
        if visit.is_first:
            values = self._first()
        elif chance < 0.5:
            values = {
                "product_use": self.rng.choice(USES),
                "shelf": self.rng.choice(SHELVES),
                "promoted_ids": [Command.link(self.rng.choice(self.goods).id)],
            }
        if chance < 0.12:
            values["order_ids"] = [self._line(visit) for _ in range(2)]
        if values:
            visit.write(values)
        if chance > 0.85:
            self._sample(visit)

    def _first(self):
        demands = self.env["kehu.demand"].search([])
        return {
            "demand_ids": [Command.set(self.rng.sample(demands.ids, 2))],
            "consumption_level": self.rng.choice(("middle", "high")),
            "usual_channel": self.rng.choice(CHANNELS),
            "usual_price": self.rng.choice(("100–200 元/瓶", "200–300 元/瓶")),
            "scale": self.rng.choice(("门店 60 平方米", "12 个包间", "两家门店")),
            "deciders": "老板拍板，店长经手",
            "interest": self.rng.choice(("some", "strong", "order")),
            "needs": self.rng.choice(DEMANDS),
            "referrals": self.rng.choice(REFERRALS),
        }

    def _line(self, visit):
        product = self.rng.choice(self.goods)
        return Command.create(
            {
                "product_id": product.id,
                "quantity": self.rng.choice((2, 5, 6, 10, 20)),
                "price": round(product.list_price * 0.92),
                "delivery_date": visit.day + timedelta(days=self.rng.randint(2, 6)),
            }
        )

    def _sample(self, visit):
        person = visit.contact_ids[:1]
        if not person or person._kehu_takes_nothing():
            return
        self.env["kehu.gift"].create(
            {
                "visit_id": visit.id,
                "person_id": person.id,
                "kind_id": self.env.ref("kehu_liquor.gift_kind_sample").id,
                "description": self.rng.choice(SAMPLES),
                "amount": self.rng.randint(30, 90),
            }
        )

    # ------------------------------------------------------ not yet logged
    def _offers(self):
        for login in ("sales", "sales2", "lead"):
            user = self.users[login]
            rows = [row for row in self.register.rows if row.owner == login]
            partners = [self.register.partners[row.ref] for row in rows]
            partners = [p for p in partners if p.child_ids]
            for number, partner in enumerate(partners[3:6]):
                self._letter(user, partner, number)
            if partners:
                self._meeting(user, partners[6 % len(partners)])

    def _letter(self, user, partner, number):
        at = datetime.combine(self.today - timedelta(days=number + 1), time(16))
        message = self.env["mail.message"].create(
            {
                "model": "res.partner",
                "res_id": partner.id,
                "author_id": user.partner_id.id,
                "message_type": "comment",
                "subtype_id": self.env.ref("mail.mt_comment").id,
                "subject": LETTERS[number],
                "body": f"<p>您好，附上{LETTERS[number]}，请查收。</p>",
                "date": at - BEIJING,
            }
        )
        self.env["mail.notification"].create(
            {
                "mail_message_id": message.id,
                "res_partner_id": partner.child_ids[0].id,
                "notification_type": "email",
                "notification_status": "sent",
            }
        )

    def _meeting(self, user, partner):
        begin = datetime.combine(self.today - timedelta(days=2), time(19)) - BEIJING
        people = user.partner_id + partner.child_ids[:1]
        self.env["calendar.event"].with_context(no_mail_to_attendees=True).create(
            {
                "name": "秋季品鉴会",
                "user_id": user.id,
                "start": begin,
                "stop": begin + timedelta(hours=2),
                "partner_ids": [Command.set(people.ids)],
            }
        )
