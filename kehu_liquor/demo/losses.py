"""Who was lost in two years of trade, and what the salespeople found out."""

from datetime import timedelta
from random import Random

from .ledger import SEED

UNANSWERED = 5  # every so many-th loss still waits for its reason
LATEST = 25  # days until somebody had found out
#: Why, how often, and what was said.
SAID = {
    "price": (
        3,
        ("同城批发价低我们八元一瓶，转去流通拿货", "嫌开票价高，改卖裸价产品"),
    ),
    "competitor": (
        4,
        ("竞品买断了门头和端架，签了两年", "竞品送冰柜加陈列费，我们没跟进"),
    ),
    "service": (2, ("旺季两次断货，老板不再等", "送货总在饭点，店里没人手收货")),
    "goods": (2, ("主推价位带没有合适的酒", "客人点名要清香型，我们没有")),
    "margin": (3, ("一箱只赚二十多元，不愿再推", "返利半年未兑现，失去信心")),
    "credit": (2, ("要求押批结算，公司没有同意",)),
    "closed": (3, ("店面转让，新老板改做茶叶", "拆迁关店，老板回老家了")),
    "person": (2, ("采购经理离职，新来的带了自己的供应商",)),
    "policy": (1, ("单位取消接待用酒",)),
}
#: What drives a customer into a competitor's arms.
TO_COMPETITOR = ("competitor", "price", "margin", "service")


class Losses:
    """Lets the night find who was lost, then has most of them explained."""

    def __init__(self, env, company, today):
        self.env, self.company, self.today = env, company, today
        self.rng = Random(f"{SEED}:losses")

    def explain(self):
        self._find()
        losses = self.env["kehu.loss"].sudo()
        losses = losses.search([("company_id", "=", self.company.id)], order="id")
        for number, loss in enumerate(losses, 1):
            if number % UNANSWERED:
                self._explain(loss)

    def _find(self):
        """As the night does: figures, standings, losses."""
        facts = self.env["kehu.facts"].sudo()
        facts._refresh(self.company, self.today)
        after = 0
        while after is not None:
            scoring = self.env["kehu.scoring"].sudo()
            after = scoring._score(self.company, self.today, after).last
        facts._losses(self.company, self.today)

    def _explain(self, loss):
        key = self._why(TO_COMPETITOR if loss.to_competitor else tuple(SAID))
        found = loss.lost_on + timedelta(days=self.rng.randint(4, LATEST))
        loss.write(
            {
                "reason_id": self.env.ref(f"kehu_liquor.loss_reason_{key}").id,
                "note": self.rng.choice(SAID[key][1]),
                "answered_by_id": loss.user_id.id,
                "answered_on": min(found, self.today),
            }
        )

    def _why(self, keys):
        return self.rng.choices(keys, [SAID[key][0] for key in keys])[0]
