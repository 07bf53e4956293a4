"""A few shops on the eve of a night, and ways to break it."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tools import SQL

from ..models import kehu_scoring
from .common import KehuCase, ago

RUN_LOG = "odoo.addons.kehu_liquor.models.kehu_run"
OURS = (
    "kehu_metric",
    "kehu_scorecard",
    "kehu_grade_history",
    "kehu_grade_override",
)


class Killed(BaseException):
    """What no `except Exception` catches: as if the process were gone."""


class NightCase(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.shops = cls.env["res.partner"]
        for number in range(1, 6):
            shop = cls.make_customer(f"Shop {number}", ref=str(number))
            cls.sell(shop, ago(5 * number), 30000 * number)
            cls.shops += shop
        cls.prospect = cls.make_customer("Prospect", "outlet")

    def run_of(self, company=None):
        """The last run of a company."""
        company = company or self.company
        return self.env["kehu.run"].search([("company_id", "=", company.id)], limit=1)

    def rows(self):
        """Every row of ours as it lies on disk: `ctid` moves when one is written."""
        self.env.flush_all()
        rows = {}
        for table in OURS:
            rows_of = SQL("SELECT ctid, * FROM %s ORDER BY id", SQL.identifier(table))
            self.env.cr.execute(rows_of)
            rows[table] = self.env.cr.fetchall()
        return rows

    def row(self, shop):
        """A customer's figures and verdicts as they are stored: column → value."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT * FROM kehu_metric WHERE id = %s", self.metric(shop).ids
        )
        row = self.env.cr.dictfetchone()
        return row | {"has_score": bool(row["has_score"])}

    def told(self):
        """All that the night decided, in words: no ids, which never repeat."""
        cards = self.env["kehu.scorecard"].search([], order="id")
        return {
            "metrics": [self._told_of(shop) for shop in self.shops + self.prospect],
            "history": [
                (x.partner_id.name, x.old_grade_id.name, x.grade_id.name, x.source)
                for shop in self.shops
                for x in self.history(shop)
            ],
            "cards": sorted(
                (card.partner_id.name, card.score, card.line_ids.mapped("points"))
                for card in cards
            ),
        }

    def _told_of(self, shop):
        metric = self.metric(shop)
        names = (*kehu_scoring.DECIDED, "net_12m", "rfm_m", "pareto_class", "has_score")
        return [metric[n].display_name if "_id" in n else metric[n] for n in names]

    @contextmanager
    def undone(self):
        """What happens inside is rolled back afterwards."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        with savepoint:
            yield
            savepoint.rollback()
        self.env.invalidate_all()

    def breaking(self, model, method, error, after=0):
        """Let a method of ours fail once, after so many calls that go well."""
        cls = self.registry[model]
        whole = getattr(cls, method)
        calls = []

        def broken(record, *args, **kwargs):
            calls.append(args)
            if len(calls) == after + 1:
                raise error
            return whole(record, *args, **kwargs)

        return patch.object(cls, method, broken)
