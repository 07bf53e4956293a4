"""Refresh now and replay: what the night would say, without the night."""

import threading
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_night import RUN_LOG, NightCase


@tagged("post_install", "-at_install")
class TestBesideTheNight(NightCase):
    """Two real connections, as two processes have them."""

    @contextmanager
    def other_process(self):
        with self.registry.cursor() as cr:
            self.assertIsNot(cr._cnx, self.env.cr._cnx)
            yield api.Environment(cr, SUPERUSER_ID, {})["kehu.facts"]

    def test_refresh_now_says_so_while_a_night_is_at_work(self):
        self.night(ago(1))
        with self.other_process() as night:
            self.assertTrue(night._lock_night(self.company))
            with self.assertRaisesRegex(UserError, "nightly run is at work"):
                self.metric(self.shops[0]).action_refresh_now()
            night._unlock_night(self.company)
        self.metric(self.shops[0]).action_refresh_now()

    def test_so_does_an_override(self):
        with self.other_process() as night:
            self.assertTrue(night._lock_night(self.company))
            with self.assertRaisesRegex(UserError, "nightly run is at work"):
                self.env["kehu.scoring"]._decide_now(self.shops[0], self.company)
            night._unlock_night(self.company)

    def test_a_second_night_stays_out(self):
        with self.other_process() as first:
            self.assertTrue(first._lock_night(self.company))
            with self.assertLogs(RUN_LOG, "WARNING"):
                self.night()
            first._unlock_night(self.company)
        self.assertFalse(self.run_of())

    def test_the_night_waits_for_a_refresh_under_way(self):
        with self.other_process() as refresh:
            self.assertTrue(refresh._lock_beside_night(self.company))
            timer = threading.Timer(0.3, refresh.env.cr._cnx.rollback)
            timer.start()
            self.night()
            timer.join()
        self.assertEqual(self.run_of().state, "done")

    def test_two_refreshes_go_side_by_side(self):
        with self.other_process() as refresh:
            self.assertTrue(refresh._lock_beside_night(self.company))
            self.metric(self.prospect).action_refresh_now()

    def test_another_companys_night_is_no_hindrance(self):
        with self.other_process() as night:
            self.assertTrue(night._lock_night(self.env.ref("base.main_company")))
            self.metric(self.prospect).action_refresh_now()
            night._unlock_night(self.env.ref("base.main_company"))


@tagged("post_install", "-at_install")
class TestRefreshNow(NightCase):
    def test_it_says_what_the_night_would_say(self):
        self.night(ago(1))
        shop = self.shops[0]
        self.sell(shop, TODAY, 250000)
        self.pay(self.sell(shop, ago(3), 10, due=ago(2)), TODAY)
        with self.undone():
            self.night()
            expected = self.known(shop)
        self.assertNotEqual(self.known(shop), expected)
        self.metric(shop).action_refresh_now()
        self.assertEqual(self.known(shop), expected)

    def known(self, shop):
        """All stored figures and verdicts of a customer, but the ids of its papers."""
        row = self.row(shop)
        del row["scorecard_id"]
        return row

    def test_it_leaves_all_others_alone(self):
        self.night(ago(1))
        self.sell(self.shops[1], TODAY, 250000)
        self.metric(self.shops[0]).action_refresh_now()
        self.assertFigures(self.shops[1], net_12m=60000)

    def test_it_is_as_of_today(self):
        self.night(ago(3))
        self.sell(self.shops[0], TODAY, 1)
        self.metric(self.shops[0]).action_refresh_now()
        self.assertFigures(self.shops[0], as_of=TODAY, recency_days=0)

    def test_it_works_before_the_first_night(self):
        self.metric(self.shops[0]).action_refresh_now()
        self.assertFigures(self.shops[0], net_12m=30000)
        self.assertGrade(self.shops[0], "C")


@tagged("post_install", "-at_install")
class TestReplay(NightCase):
    maxDiff = None

    def replay(self, day):
        return self.env["kehu.run"]._replay(day, self.company)

    def assertSame(self, replayed, written):
        """All figures and verdicts that both speak of."""
        for partner, row in written.items():
            self.assertEqual(
                {k: v for k, v in replayed[partner].items() if k in row},
                {k: v for k, v in row.items() if k in replayed[partner]},
            )

    def written(self):
        """What the night stored of each customer."""
        return {shop.id: self.row(shop) for shop in self.shops + self.prospect}

    def test_it_writes_nothing(self):
        self.night(ago(1))
        before = self.rows()
        self.sell(self.shops[0], TODAY, 500000)
        born = self.rows()["kehu_metric"]
        self.replay(TODAY)
        self.assertEqual(self.rows(), before | {"kehu_metric": born})

    def test_it_equals_what_the_night_wrote_that_day(self):
        self.pay(self.sell(self.shops[1], ago(40), 7, due=ago(30)), ago(20))
        self.night()
        self.assertSame(self.replay(TODAY), self.written())

    def test_what_came_later_does_not_count(self):
        open_then = self.sell(self.shops[1], ago(40), 7, due=ago(30))
        self.night(ago(4))
        written = self.written()
        self.pay(open_then, ago(3))
        self.pay(self.shops.invoice_ids.filtered("amount_residual")[0], ago(2))
        self.sell(self.shops[0], ago(1), 500000)
        self.assertSame(self.replay(ago(4)), written)

    def test_one_customer_may_be_asked_for(self):
        self.night()
        row = self.env["kehu.run"]._replay(TODAY, self.company, self.shops[0])
        self.assertEqual(list(row), self.shops[0].ids)
        self.assertEqual(row[self.shops[0].id]["score"], 40)
