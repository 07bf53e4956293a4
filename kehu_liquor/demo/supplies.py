"""Who supplies whom: the channel below the distributors."""

from datetime import timedelta
from random import Random

from .customers import SHOPS
from .ledger import SEED


class Channel:
    """Draws the supply lines between customers on file."""

    def __init__(self, env, register, shelf, today):
        self.env, self.today = env, today
        self.partners = register.partners
        self.rows = register.rows
        self.categories = list(shelf.categories.values())
        self.rng = Random(f"{SEED}:supplies")

    def draw(self):
        lines = []
        for row in self.rows:
            if row.role == "sub_distributor":
                lines.append(self._line(row, self._dealer(row, ("distributor",))))
            elif row.role in SHOPS and self.rng.random() < 0.65:
                lines += self._shop(row)
        self.env["kehu.supply"].create(lines)

    def _dealer(self, row, roles):
        """A dealer of the same district where there is one."""
        dealers = [one for one in self.rows if one.role in roles and one.habit]
        near = [one for one in dealers if one.district == row.district]
        return (near or [self.rng.choice(dealers)])[0]

    def _shop(self, row):
        dealer = self._dealer(row, ("distributor", "sub_distributor"))
        lines = [self._line(row, dealer)]
        if self.rng.random() < 0.3:
            second = self._dealer(row, ("sub_distributor",))
            lines.append(self._line(row, second, self.rng.choice(self.categories)))
        return lines

    def _line(self, row, dealer, category=None):
        begun = self.rng.randint(200, 1500)
        ended = self.rng.random() < 0.08 and self.rng.randint(10, 150)
        return {
            "partner_id": self.partners[row.ref].id,
            "supplier_id": self.partners[dealer.ref].id,
            "category_id": category.id if category else False,
            "date_from": self.today - timedelta(days=begun),
            "date_end": ended and self.today - timedelta(days=ended),
        }
