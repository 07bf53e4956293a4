"""When the next order comes and who falls silent: stored, read, shown, by setting."""

import itertools
import random
from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..engine import foresight
from .common import TODAY, KehuCase, KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestForesight(KehuCase):
    """A random world, and what the engine alone says of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = random.Random(7)
        cls.days = {}
        for number in range(12):
            role = "outlet" if number % 2 else None
            shop = cls.make_customer(f"Shop {number}", role)
            day, days = chance.randint(0, 120), []
            for _order in range(chance.randint(1, 9)):
                days.append(day)
                day += chance.randint(1, 40)
            for day in days:
                cls.sell(shop, ago(day))
            cls.days[shop] = sorted(days, reverse=True)

    def gaps(self, shop):
        days = self.days[shop]
        return [early - late for early, late in itertools.pairwise(days)]

    def usual(self, shop):
        """The mean of the whole-day rhythms of the shop's audience."""
        audience = self.metric(shop).audience_id
        peers = [self.metric(peer) for peer in self.days]
        medians = [
            int(peer.interval_median + 0.5)
            for peer in peers
            if peer.has_rhythm and peer.audience_id == audience
        ]
        return sum(medians) / len(medians)

    def told(self, shop, day=TODAY):
        gaps = self.gaps(shop)
        powers = foresight.power_sum(gaps)
        belief = foresight.believe(len(gaps), powers, self.usual(shop))
        quiet = self.days[shop][-1] + (day - TODAY).days
        return belief, quiet, foresight.forecast(belief, quiet)

    def with_rhythm(self):
        return [shop for shop, days in self.days.items() if len(days) > 1]

    def test_the_stored_powers_are_the_engines(self):
        self.refresh()
        for shop in self.with_rhythm():
            powers = foresight.power_sum(self.gaps(shop))
            self.assertFigures(shop, interval_powers=powers)

    def test_date_and_chance_are_the_engines(self):
        self.refresh()
        for shop in self.with_rhythm():
            _belief, quiet, forecast = self.told(shop)
            metric = self.metric(shop)
            self.assertAlmostEqual(metric.away_chance, forecast.away, 9)
            days = max(int(forecast.middle + 0.5), quiet + 1)
            expected = self.metric(shop).last_sale_date + timedelta(days=days)
            self.assertEqual(metric.expected_date, expected)

    def test_the_database_sorts_and_filters_by_the_same_day(self):
        self.refresh()
        metrics = self.env["kehu.metric"]
        shops = [self.metric(shop) for shop in self.with_rhythm()]
        known = [("id", "in", [metric.id for metric in shops])]
        found = metrics.search(known, order="expected_date, id")
        dates = found.mapped("expected_date")
        self.assertEqual(dates, sorted(dates))
        for day in set(dates):
            here = metrics.search([*known, ("expected_date", "<=", day)])
            self.assertEqual(
                here, found.filtered(lambda m, d=day: m.expected_date <= d)
            )
        groups = metrics._read_group(known, ["expected_date:week"], ["__count"])
        self.assertEqual(sum(count for _week, count in groups), len(shops))

    def test_the_filter_of_the_list_knows_this_week(self):
        weekly = self.make_customer("Weekly")
        for day in (31, 24, 17, 10, 3):
            self.sell(weekly, ago(day))
        self.refresh()
        due = [("expected_date", ">=", "today"), ("expected_date", "<=", "today +7d")]
        found = self.env["kehu.metric"].search([("has_rhythm", "=", True), *due])
        last = TODAY + timedelta(days=7)
        shops = [self.metric(shop) for shop in [*self.with_rhythm(), weekly]]
        mine = [m.id for m in shops if TODAY <= m.expected_date <= last]
        self.assertIn(self.metric(weekly).id, mine)
        self.assertEqual(sorted(found.ids), sorted(mine))

    def test_falling_silent_is_the_engines_word_on_every_day(self):
        line, seen = self.company.kehu_fading_from / 100, set()
        for later in (0, 30, 90, 300):
            day = TODAY + timedelta(days=later)
            self.refresh(day)
            for shop in self.days:
                belief, quiet, _forecast = self.told(shop, day)
                metric = self.metric(shop)
                rhythm = metric.interval_median if metric.has_rhythm else None
                fading = foresight.is_fading(belief, quiet, rhythm, line)
                self.assertFigures(shop, is_fading=fading)
                seen.add(fading)
        self.assertEqual(seen, {True, False})

    def test_a_second_refresh_writes_nothing(self):
        self.refresh()
        self.assertEqual(tuple(self.refresh()), (0, 0, 0))
        self.env.cr.execute("SELECT ctid, id FROM kehu_audience_rhythm ORDER BY id")
        before = self.env.cr.fetchall()
        self.refresh()
        self.env.cr.execute("SELECT ctid, id FROM kehu_audience_rhythm ORDER BY id")
        self.assertEqual(self.env.cr.fetchall(), before)

    def test_kept_powers_do_not_outlive_their_dates(self):
        self.refresh()
        shop = self.with_rhythm()[0]
        self.sell(shop, TODAY)
        gaps = [*self.gaps(shop), self.days[shop][-1]]
        self.refresh()
        powers = foresight.power_sum(gap for gap in gaps if gap)
        self.assertFigures(shop, interval_powers=powers)

    def test_a_replay_says_what_a_refresh_stores(self):
        self.refresh()
        rows = {
            row["partner_id"]: row for row in self.facts._metrics(self.company, TODAY)
        }
        for shop in self.with_rhythm():
            row = rows[shop.id]
            self.assertFigures(
                shop, interval_powers=row["interval_powers"], is_fading=row["is_fading"]
            )

    def test_one_customer_refreshed_alone_is_the_same(self):
        self.refresh()
        shop = self.with_rhythm()[0]
        self.assertEqual(self.facts._refresh(self.company, TODAY, shop)[0], 0)

    def test_one_order_or_none_has_no_forecast(self):
        once, never = self.make_customer("Once"), self.make_customer("Never", "outlet")
        self.sell(once, ago(300))
        self.refresh()
        for shop in (once, never):
            self.assertFigures(
                shop, has_away_chance=False, expected_date=False, is_fading=False
            )

    def test_the_oldest_history_there_can_be_breaks_nothing(self):
        shop = self.make_customer("Old")
        for day in (1090, 1089, 1088, 0):
            self.sell(shop, ago(day))
        self.refresh()
        self.refresh(TODAY + timedelta(days=700))
        self.assertTrue(0 <= self.metric(shop).away_chance <= 1)


@tagged("post_install", "-at_install")
class TestForesightSetting(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for day in (100, 90, 80, 70, 60):
            cls.sell(cls.own, ago(day))
        for day in (30, 20, 10):
            cls.sell(cls.others, ago(day))

    def page(self, partner, user=None):
        metric = self.metric(partner)
        return (metric.with_user(user).sudo(False) if user else metric)._page()

    def test_by_the_rule_everything_is_the_rules(self):
        self.company.kehu_silence_by = "rule"
        self.refresh()
        for shop in (self.own, self.others):
            metric = self.metric(shop)
            self.assertEqual(metric.is_fading, metric.is_silent)
            self.assertEqual(metric.expected_date, metric.next_order_date)
            self.assertFalse(metric.has_away_chance)
        found = self.env["kehu.metric"].search([("expected_date", "=", False)], limit=1)
        self.assertFalse(found.expected_date)

    def test_the_rule_itself_stays_what_it_was(self):
        self.refresh()
        before = [self.metric(shop).is_silent for shop in (self.own, self.others)]
        self.company.kehu_silence_by = "rule"
        self.refresh()
        after = [self.metric(shop).is_silent for shop in (self.own, self.others)]
        self.assertEqual(before, after)
        self.assertEqual(after, [True, False])

    def test_the_line_is_a_setting_that_makes_sense(self):
        self.company.kehu_fading_from = 99.9
        self.refresh()
        self.assertFigures(self.own, is_fading=False)
        self.company.kehu_fading_from = 20
        self.refresh()
        self.assertFigures(self.own, is_fading=True)
        with self.assertRaises(ValidationError):
            self.company.kehu_fading_from = 100

    def test_the_page_says_when_and_how_sure(self):
        self.refresh()
        for user in (self.seller, self.lead, self.manager, self.accountant):
            tile = self.page(self.own, user)["tiles"][2]
            self.assertEqual(tile["word"], "Silent")
            self.assertIn("(80 % sure)", tile["notes"][1])
            chance = round(100 * self.metric(self.own).away_chance)
            self.assertIn(f"{chance} % chance of no order in 90 days", tile["notes"][2])
            self.assertIn("60 days without one, usually ", tile["notes"][2])

    def test_a_customer_in_its_rhythm_is_not_worried_about(self):
        self.refresh()
        tile = self.page(self.others)["tiles"][2]
        self.assertEqual((tile["word"], len(tile["notes"])), ("As usual", 2))

    def test_why_tells_it_too(self):
        self.refresh()
        metric = self.metric(self.own).with_user(self.seller).sudo(False)
        sentences = metric.get_explanation()["sentences"]
        self.assertIn("chance of no order in 90 days", sentences[-1])

    def test_another_company_has_its_own_way(self):
        other = self.make_company("Other Liquor")
        other.kehu_silence_by = "rule"
        for day in (50, 40, 30):
            self.sell(self.own, ago(day), company=other)
        self.refresh()
        self.refresh(company=other)
        ours, theirs = self.metric(self.own), self.metric(self.own, other)
        self.assertTrue(ours.has_away_chance)
        self.assertEqual(theirs.expected_date, theirs.next_order_date)
        both = self.env["kehu.metric"].search(
            [("id", "in", (ours + theirs).ids)], order="expected_date"
        )
        dates = both.mapped("expected_date")
        self.assertEqual(dates, sorted(dates))

    def test_nobody_writes_a_usual_rhythm(self):
        self.refresh()
        rows = self.env["kehu.audience.rhythm"].search([])
        self.assertTrue(rows.with_user(self.seller).read(["usual_days"]))
        for right in ("write", "create", "unlink"):
            self.assertFalse(rows.with_user(self.manager).has_access(right))
        for user in (self.plain, self.portal):
            self.assertFalse(rows.with_user(user).has_access("read"))
