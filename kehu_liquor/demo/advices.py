"""A year of advice: proposed, agreed, brought by visits, taken or not."""

from collections import Counter
from datetime import timedelta
from random import Random

from .ledger import SEED

WORDS = {
    "display": ("端午堆头", "中秋堆头两组", "门口堆头一平方米", "收银台端架"),
    "product": ("坛藏十五年试销", "新品小酒上架", "礼盒装进店"),
    "promotion": ("买二送一品鉴装", "婚宴满十件赠礼盒", "周末品鉴促销"),
    "range": ("增加礼盒两款", "补齐 42° 与 52°", "引进特酿 52°"),
    "price": ("标价守住指导价", "撤下低价特卖牌"),
    "shelf": ("价签统一、黄金位两排", "整理酒柜第二层"),
    "stock": ("节前备货二十件", "中秋前备足礼盒"),
}
LIKED = ("位置好，走得快", "客人问得多", "愿意再做一次", "本来也有这个打算")
REFUSED = ("店面小，放不下", "怕压货", "竞品给了陈列费", "等过了节再说")
#: What becomes of it, in turn.
FATES = ("adopted", "adopted", "declined", "agreed", "adopted", "carried", "proposed")
AGREED_BEFORE = 3  # days
LASTING = ("display", "product", "range", "price")
#: How many days ago it was adopted, at least; of the newest nobody knows yet.
AGES = (20, 95, 120, 150, 200)
MOST = 60


class Advices:
    """Writes advice to the salespeople's customers, with the visits that brought it."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        self.rng = Random(f"{SEED}:advice")
        self.kinds = {key: env.ref(f"kehu_liquor.advice_kind_{key}") for key in WORDS}

    def give(self):
        for number, metric in enumerate(self._customers()[::2][:MOST]):
            fate = FATES[number % len(FATES)]
            self._one(metric.partner_id, metric.user_id, fate)
        self.env["kehu.advice"].sudo()._measure(self.company, self.today)

    def _customers(self):
        """Those who buy, the many of a grade and role first: they can be compared."""
        owners = [self.users[login].id for login in ("sales", "sales2")]
        metrics = self.env["kehu.metric"].search(
            [
                ("company_id", "=", self.company.id),
                ("user_id", "in", owners),
                ("net_12m", ">", 0),
            ]
        )
        size = Counter((m.grade_id, m.role_id) for m in metrics)
        return metrics.sorted(lambda m: (-size[m.grade_id, m.role_id], m.id))

    def _one(self, partner, user, fate):
        visit = self._visit(partner, user, fate)
        if not visit and fate in ("adopted", "declined", "carried"):
            fate = "agreed"
        key = self.rng.choice(LASTING if fate == "adopted" else list(WORDS))
        advice = (
            self.env["kehu.advice"]
            .with_user(user)
            .create(
                {
                    "name": self.rng.choice(WORDS[key]),
                    "kind_id": self.kinds[key].id,
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                }
            )
        )
        if fate == "proposed":
            return
        if advice.state == "proposed":
            advice.with_user(self.users["lead"]).sudo()._agree(self.users["lead"].id)
        if visit and fate != "agreed":
            before = visit.day - timedelta(days=AGREED_BEFORE)
            advice.sudo().agreed_on = before
            self._bring(advice, visit, user, fate)

    def _visit(self, partner, user, fate):
        """A visit long enough ago to know what came of it, or a late one."""
        domain = [
            ("partner_id", "=", partner.id),
            ("user_id", "=", user.id),
            ("state", "=", "done"),
            ("advice_id", "=", False),
            ("kind_id.is_face_to_face", "=", True),
        ]
        if fate == "adopted":
            ago = self.rng.choice(AGES)
            domain.append(("day", "<", self.today - timedelta(days=ago)))
        return self.env["kehu.visit"].search(domain, limit=1)

    def _bring(self, advice, visit, user, fate):
        words = {"advice_id": advice.id}
        if fate != "carried":
            said = LIKED if fate == "adopted" else REFUSED
            words["advice_answer"] = fate
            words["advice_opinion"] = self.rng.choice(said)
        visit.with_user(user).write(words)
