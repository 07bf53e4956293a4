"""The night: forward only, twice nothing new, readable afterwards."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import freeze_time
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_night import RUN_LOG, NightCase


@tagged("post_install", "-at_install")
class TestNight(NightCase):
    def test_it_tells_what_it_did(self):
        self.night()
        run = self.run_of()
        self.assertEqual((run.state, run.day), ("done", TODAY))
        self.assertEqual((run.scored, run.moved, run.failed), (6, 5, 0))
        self.assertFalse(run.line_ids)

    def test_it_tells_who_came_and_who_went(self):
        self.night(ago(1))
        newcomer = self.make_customer("Newcomer")
        self.sell(newcomer, TODAY)
        self.metric(newcomer).unlink()
        self.prospect.kehu_role_id = False
        self.night()
        run = self.run_of()
        self.assertEqual((run.born, run.gone), (1, 1))

    def test_the_next_day_writes_only_what_changed(self):
        self.night(ago(1))
        self.sell(self.shops[0], TODAY, 500000)
        before = {shop: self.stored(shop, "ctid") for shop in self.shops}
        self.night()
        moved = [s for s in self.shops if self.stored(s, "ctid") != before[s]]
        self.assertEqual(self.run_of().moved, 1)
        self.assertIn(self.shops[0], moved)
        self.assertEqual(self.run_of().changed, len(moved))

    def test_twice_is_nothing_new(self):
        self.night()
        before = self.rows()
        self.night()
        self.assertEqual(self.rows(), before)
        run = self.run_of()
        self.assertEqual((run.changed, run.born, run.gone, run.moved), (0, 0, 0, 0))

    def letters(self):
        models = ("mail.message", "mail.mail", "mail.activity", "mail.followers")
        return {model: self.env[model].search_count([]) for model in models}

    def test_the_first_night_sends_and_posts_nothing(self):
        before = self.letters()
        self.night()
        self.assertEqual(self.run_of().moved, 5)
        self.assertEqual(self.letters(), before)

    def test_nor_does_a_night_that_moves_somebody(self):
        self.night(ago(1))
        self.sell(self.shops[0], TODAY, 500000)
        before = self.letters()
        self.night()
        self.assertEqual(self.run_of().moved, 1)
        self.assertEqual(self.letters(), before)

    def test_it_runs_forward_only(self):
        self.night()
        with (
            mute_logger(RUN_LOG),
            self.assertRaisesRegex(UserError, "does not run backwards"),
        ):
            self.night(ago(1))
        self.assertEqual(self.run_of().day, TODAY)

    def test_the_cron_runs_it(self):
        with self.enter_registry_test_mode():
            self.env.ref("kehu_liquor.ir_cron_night").method_direct_trigger()
        self.assertEqual((self.run_of().state, self.run_of().day), ("done", TODAY))

    def test_today_is_each_companys_own_day(self):
        west = self.env["res.company"].create({"name": "West"})
        west.resource_calendar_id.tz = "America/New_York"
        with freeze_time("2026-06-30 18:30:00"):  # half past two on July 1st at ours
            self.night()
        self.assertEqual(self.run_of().day, TODAY + timedelta(days=1))
        self.assertEqual(self.run_of(west).day, TODAY)

    def test_figures_say_for_which_day_they_hold(self):
        self.night(ago(1))
        self.night()
        self.assertFigures(self.prospect, computed_on=ago(1), as_of=TODAY)

    def test_settings_count_from_the_next_night_on(self):
        self.night()
        self.company.kehu_loyal_from = 1
        self.night()
        self.assertFigures(self.shops[0], lifecycle="loyal")
