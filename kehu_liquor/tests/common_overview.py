"""A small town of random customers, and the overview worked out again by hand."""

import math
import random
from itertools import accumulate

from .common import TODAY, KehuTeamCase, ago

OUTLETS = 23


class OverviewCase(KehuTeamCase):
    """Outlets and dealers of three salespeople, some of whom bought at random."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.chance = random.Random(20260630)
        cls.regions = cls.env["kehu.territory"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("East", "West")]
        )
        cls.district = cls.env["kehu.territory"].create(
            {"name": "Dock", "parent_id": cls.regions[0].id}
        )
        people = (cls.seller, cls.colleague, cls.stranger)
        cls.town = cls.env["res.partner"]
        for number in range(OUTLETS):
            cls.town |= cls.make_customer(
                f"Outlet {number:02}",
                "outlet",
                ref=f"{number % 7}",
                user_id=people[number % 3].id,
                kehu_territory_id=(cls.regions + cls.district)[number % 3].id,
                kehu_source_id=cls.env.ref("kehu_liquor.source_referral").id
                if number % 2
                else False,
            )
            cls.trade_at_random(cls.town[number], number)

    @classmethod
    def trade_at_random(cls, partner, number):
        """Nothing, a refund alone, or up to three invoices, some of equal money."""
        if number % 8 == 0:
            return
        if number % 8 == 1:
            cls.refund(partner, ago(cls.chance.randrange(300)), 50)
            return
        for _again in range(cls.chance.randrange(1, 4)):
            amount = cls.chance.choice((100, 2500, 2500, 90000, 1200.55))
            cls.sell(partner, ago(cls.chance.randrange(330)), amount)

    def setUp(self):
        super().setUp()
        self.night(TODAY)
        self.outlets = self.env.ref("kehu_liquor.audience_outlet").id

    # ------------------------------------------------------------- the screen
    def overview(self, user=None):
        user = user or self.manager
        env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
        return env["kehu.overview"]

    def opened(self, filters, part, user=None):
        """The customers behind the list, or the form, that a part opens."""
        overview = self.overview(user)
        action = overview.action_open(filters, part)
        if action["res_model"] == "res.partner":
            return overview.env["res.partner"].browse(action["res_id"])
        return overview.env[action["res_model"]].search(action["domain"]).partner_id

    def cells(self, picture):
        return [[cell["value"] for cell in row["cells"]] for row in picture["rows"]]

    # ---------------------------------------------------------------- by hand
    def rows(self, user=None):
        """Rows of figures that a user sees, of the outlets."""
        metrics = self.overview(user).env["kehu.metric"]
        return metrics.search([("audience_id", "=", self.outlets)])

    def by_hand(self, rows):
        """``[(row, cumulative share)]`` of the buyers, the best first."""
        buyers = sorted(
            (row for row in rows if row.net_12m > 0),
            key=lambda row: (-row.net_12m, row.ref or "", row.partner_id.id),
        )
        running = list(accumulate(row.net_12m for row in buyers))
        return [
            (row, so_far / running[-1])
            for row, so_far in zip(buyers, running, strict=True)
        ]

    def best(self, rows):
        ranked = [row for row, _share in self.by_hand(rows)]
        top = math.ceil(len(ranked) / 5)
        return ranked[:top], ranked[top:]
