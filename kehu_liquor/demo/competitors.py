"""What the town's shops carry beside us."""

from datetime import timedelta
from random import Random

from . import tables
from .ledger import SEED

#: How likely a customer of a role carries a competitor, and a second one.
CARRIES = {
    "distributor": 0.5,
    "sub_distributor": 0.6,
    "outlet": 0.6,
    "restaurant": 0.55,
    "merchant": 0.4,
}
SECOND = 0.3
#: Our standing where a customer buys from us, by chance.
STANDINGS = ("ahead", "ahead", "level", "level", "behind")
SHARES = {
    "ahead": ("few", "some"),
    "level": ("some", "many"),
    "behind": ("many", "most"),
    "out": ("most",),
}


class Shelves:
    """Writes the competitors, and which customer carries which."""

    def __init__(self, env, register, shelf, users, today):
        self.env, self.today, self.users = env, today, users
        self.register, self.shelf = register, shelf
        self.rows = tables.competitors()

    def look(self):
        made = self.env["kehu.competitor"].create([self._file(r) for r in self.rows])
        self.made = dict(zip(self.rows, made, strict=True))
        self.env["kehu.competitor.carried"].create(
            [line for row in self.register.rows for line in self._seen(row)]
        )

    def _file(self, row):
        return {
            "name": row.name,
            "category_id": self._category(row),
            "strengths": row.strengths,
            "weaknesses": row.weaknesses,
            "note": row.note,
        }

    def _category(self, row):
        category = self.shelf.categories.get(row.category)
        return category.id if category else False

    def _seen(self, row):
        rng = Random(f"{SEED}:{row.ref}:shelf")
        likely = 1 if row.has("elsewhere") else CARRIES.get(row.role, 0)
        if rng.random() >= likely:
            return
        count = 2 if rng.random() < SECOND else 1
        for rival in rng.sample(self.rows, count):
            yield self._line(row, rival, rng)

    def _line(self, row, rival, rng):
        bought = row.habit and not row.has("elsewhere")
        position = rng.choice(STANDINGS) if bought else "out"
        return {
            "partner_id": self.register.partners[row.ref].id,
            "competitor_id": self.made[rival].id,
            "category_id": self._category(rival),
            "product": rival.product.removeprefix(rival.name).strip(),
            "price_seen": round(rival.price * rng.uniform(0.92, 1.08)),
            "position": position,
            "share": rng.choice(SHARES[position]),
            "seen_on": self.today - timedelta(days=rng.randint(3, 220)),
            "user_id": self.users[row.owner].id,
        }
