"""A year of advice: proposed, agreed, brought by visits, taken or not."""

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
MOST = 60


class Advices:
    """Writes advice to the salespeople's customers, with the visits that brought it."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        self.rng = Random(f"{SEED}:advice")
        self.kinds = {key: env.ref(f"kehu_liquor.advice_kind_{key}") for key in WORDS}

    def give(self):
        rows = [r for r in self.register.rows if r.owner in ("sales", "sales2")]
        for number, row in enumerate(rows[::2][:MOST]):
            fate = FATES[number % len(FATES)]
            self._one(self.register.partners[row.ref], self.users[row.owner], fate)
        self.env["kehu.advice"].sudo()._measure(self.company, self.today)

    def _one(self, partner, user, fate):
        visit = self._visit(partner, user, fate)
        if not visit and fate in ("adopted", "declined", "carried"):
            fate = "agreed"
        key = self.rng.choice(list(WORDS))
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
            domain.append(("day", "<", self.today - timedelta(days=35)))
        return self.env["kehu.visit"].search(domain, limit=1)

    def _bring(self, advice, visit, user, fate):
        words = {"advice_id": advice.id}
        if fate != "carried":
            said = LIKED if fate == "adopted" else REFUSED
            words["advice_answer"] = fate
            words["advice_opinion"] = self.rng.choice(said)
        visit.with_user(user).write(words)
