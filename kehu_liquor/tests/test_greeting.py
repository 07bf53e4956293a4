"""Greetings: who, for what, when, how; once a year, and settled by contacts."""

from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_greetings import GreetingCase
from .common_persons import BASIS

BIRTHDAY = date(2026, 7, 2)


@tagged("post_install", "-at_install")
class TestGreetingPlan(GreetingCase):
    def test_a_birthday_becomes_a_followup_of_the_owner(self):
        row = self.only()
        self.assertEqual((row.partner_id, row.user_id), (self.own, self.seller))
        self.assertEqual((row.kept_on, row.due_on), (BIRTHDAY, BIRTHDAY))
        self.assertEqual((row.kind_id, row.occasion), (self.T, "birthday"))
        self.assertIn("Li Na: Birthday", row.why)
        self.assertIn("in 2 days · Phone Call · small gift", row.how)

    def test_twice_is_nothing_new(self):
        self.assertEqual(self.plan(), 1)
        row = self.greetings(self.li)
        before = row.read()
        self.assertEqual(self.plan(), 0)
        self.assertEqual(self.plan(TODAY + timedelta(days=1)), 0)
        self.assertEqual(row.read(), before)

    def test_a_week_ahead_and_no_more(self):
        self.li.kehu_birthday_day = 8
        self.assertEqual(self.plan(), 0)
        self.assertEqual(self.plan(date(2026, 7, 1)), 1)

    def test_a_lunar_day_and_the_leap_month(self):
        """In 2025 the sixth month comes twice: kept in the plain one, and said so."""
        self.born(6, 1, kehu_birthday_is_lunar=True)
        row = self.only(day=date(2025, 6, 24))
        self.assertEqual((row.kept_on, row.year), (date(2025, 6, 25), 2025))
        self.assertIn("lunar 6-1 (leap month: kept in the plain one)", row.why)
        self.plan(date(2025, 7, 24))
        self.assertEqual(self.greetings(self.li), row)

    def test_twice_in_a_common_year_by_the_moon(self):
        """The 20th of the eleventh: 8 January 2026, and 28 December of it."""
        self.born(11, 20, kehu_birthday_is_lunar=True)
        self.plan(date(2026, 1, 5))
        self.plan(date(2026, 12, 24))
        rows = self.greetings(self.li)
        self.assertEqual(rows.mapped("kept_on"), [date(2026, 1, 8), date(2026, 12, 28)])
        self.assertEqual(rows.mapped("year"), [2025, 2026])

    def test_29_february_is_kept_on_the_28th(self):
        self.born(2, 29)
        row = self.only(day=date(2026, 2, 26))
        self.assertEqual(row.kept_on, date(2026, 2, 28))
        self.assertIn("no 29 February", row.why)

    def test_across_the_end_of_a_year(self):
        self.born(1, 1)
        row = self.only(day=date(2026, 12, 31))
        self.assertEqual((row.kept_on, row.year), (date(2027, 1, 1), 2027))

    def test_anniversaries_too(self):
        self.born(0, 0)
        self.env["kehu.anniversary"].create(
            {"person_id": self.li.id, "name": "Opening day", "month": 7, "day": 1}
        )
        self.assertIn("Li Na: Opening day", self.only().why)

    def test_festivals_by_grade_and_before_on_a_working_day(self):
        """Mid-Autumn 2026 is on Friday 25 September; three days before: Tuesday."""
        zhao = self.person("Zhao Min", self.others)
        self.graded(self.others, "c")
        self.plan(date(2026, 9, 20))
        a, c = self.greetings(self.li), self.greetings(zhao)
        self.assertEqual((a.kind_id, a.due_on), (self.T, date(2026, 9, 22)))
        self.assertEqual((c.kind_id, c.due_on), (self.W, date(2026, 9, 24)))
        self.assertEqual(a.kept_on, date(2026, 9, 25))
        self.assertIn("Mid-Autumn", a.why)

    def test_the_due_day_moves_before_the_holidays(self):
        """Spring Festival 2026: off from 15 to 23 February, Saturday 14 is worked."""
        self.company.country_id = self.env.ref("base.cn")
        self.plan(date(2026, 2, 10))
        row = self.greetings(self.li)
        self.assertEqual(row.kept_on, date(2026, 2, 17))
        self.assertEqual(row.due_on, date(2026, 2, 14))
        self.company.kehu_public_holidays = False
        self.plan(date(2026, 2, 11))
        self.assertEqual(row.due_on, date(2026, 2, 13))

    def test_who_is_not_greeted(self):
        others = {"kehu_no_greeting": True}
        self.person("Shy", self.own, 7, 2, **others)
        self.person("Gone", self.own, 7, 2, kehu_left_on=ago(3))
        self.person("Archived", self.own, 7, 2, active=False)
        plain = self.person("Plain", self.own, 7, 2)
        plain.kehu_is_key_person = False
        pooled = self.make_customer("Pooled", "outlet")
        self.refresh()
        self.person("Nobody's", pooled, 7, 2)
        self.only()
        self.assertEqual(self.greetings().person_id, self.li)

    def test_open_ones_follow_the_person_and_the_rule(self):
        row = self.only()
        self.li.kehu_birthday_day = 3
        self.plan()
        self.assertEqual(row.due_on, date(2026, 7, 3))
        self.env.ref("kehu_liquor.greeting_birthday_a").kind_id = self.W
        self.plan()
        self.assertEqual(row.kind_id, self.W)
        self.own.user_id = self.colleague
        self.plan()
        self.assertEqual(row.user_id, self.colleague)
        self.li.kehu_no_greeting = True
        self.plan()
        self.assertFalse(row.exists())

    def test_what_is_put_off_stays_put_off(self):
        row = self.only()
        row._put_off(date(2026, 7, 4), "On a journey")
        self.plan()
        self.assertEqual(row.due_on, date(2026, 7, 4))

    def test_no_gift_for_officials(self):
        self.li.kehu_is_public_official = True
        self.assertNotIn("gift", self.only().how)

    def test_the_companys_own_row_holds_before_the_shared_one(self):
        self.env["kehu.greeting"].create(
            {"company_id": self.company.id, "kind_id": self.M.id}
        )
        self.assertEqual(self.only().kind_id, self.M)

    def test_two_companies_greet_apart(self):
        other = self.make_company("Second House")
        self.env["kehu.facts"]._refresh(other, TODAY)
        self.plan()
        self.env["kehu.run"]._plan(other, TODAY)
        self.assertEqual(self.greetings(self.li).company_id, self.company)

    def test_a_fixed_number_of_statements(self):
        def statements():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.plan()
            return self.env.cr.sql_log_count - before

        self.env["kehu.cadence"].create(
            {"name": "All", "step_ids": [Command.create({"kind_id": self.T.id})]}
        )
        self.plan()
        few = statements()
        key = {"name": "Key", "kehu_is_key_person": True, **BASIS}
        key |= {"kehu_birthday_month": 7, "kehu_birthday_day": 2}
        partners = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "kehu_role_id": self.own.kehu_role_id.id,
                    "user_id": self.seller.id,
                    "child_ids": [Command.create(key)],
                }
                for number in range(1000)
            ]
        )
        self.refresh()
        self.assertEqual(statements(), few)
        made = [("partner_id", "in", partners.ids)]
        self.assertEqual(self.followups.search_count(made), 3000)
        self.assertEqual(statements(), few)


@tagged("post_install", "-at_install")
class TestGreetingSettle(GreetingCase):
    def settle(self, kind, *persons, days=0, **values):
        contacts = [Command.set([person.id for person in persons])]
        return self.log(self.own, kind, days=days, contact_ids=contacts, **values)

    def test_a_call_without_names_is_the_greeting(self):
        row = self.only()
        call = self.log(self.own, self.T)
        self.assertEqual((row.state, row.visit_id), ("done", call))
        call.with_user(self.manager).unlink()
        self.assertEqual(row.state, "open")

    def test_a_message_to_somebody_else_is_not(self):
        row = self.only()
        self.log(self.own, self.W)
        other = self.person("Other", self.own)
        self.settle(self.T, other)
        self.assertEqual(row.state, "open")
        self.settle(self.W, self.li)
        self.assertEqual(row.state, "done")

    def test_too_early_is_not_a_greeting(self):
        row = self.only()
        self.log(self.own, self.T, days=4)
        self.assertEqual(row.state, "open")

    def test_names_added_later_settle_it(self):
        row = self.only()
        message = self.log(self.own, self.W)
        message.contact_ids = self.li
        self.assertEqual(row.state, "done")
        message.contact_ids = False
        self.assertEqual(row.state, "open")

    def test_one_contact_greets_all_it_names(self):
        zhou = self.person("Zhou", self.own, 7, 1)
        self.plan()
        self.settle(self.T, self.li, zhou)
        self.assertEqual(set(self.greetings().mapped("state")), {"done"})

    def test_missed_after_the_days_around_and_kept_by_a_late_log(self):
        row = self.only()
        self.plan(BIRTHDAY + timedelta(days=3))
        self.assertEqual(row.state, "open")
        self.plan(BIRTHDAY + timedelta(days=4))
        self.assertEqual(row.state, "missed")
        self.log(self.own, self.T)
        self.assertEqual(row.state, "done")

    def test_a_corrected_birthday_is_not_greeted_again(self):
        row = self.only()
        self.log(self.own, self.T)
        self.li.kehu_birthday_day = 5
        self.plan()
        self.assertEqual(self.greetings(self.li), row)

    def test_the_button_fills_the_entry_in(self):
        row = self.only().with_user(self.seller)
        action = row.action_log()
        with Form(
            self.as_user(self.seller)["kehu.visit"].with_context(**action["context"]),
            view=action["views"][0][0],
        ) as form:
            self.assertEqual(form.kind_id, self.T)
            self.assertEqual(form.purpose, "Greeting: Birthday")
            self.assertEqual(form.contact_ids.ids, self.li.ids)
        self.assertEqual(row.state, "done")

    def test_the_counter(self):
        self.plan()
        week = self.as_user(self.seller)["kehu.followup"]
        self.assertEqual(week.get_counters()["greetings"], 1)
        found = week.search([("is_greeting", "=", True)])
        self.assertEqual(found.person_id, self.li)
        self.assertFalse(found & week.search([("is_greeting", "=", False)]))

    def test_only_the_owner_the_lead_and_managers_see_it(self):
        row = self.only()
        for user in (self.seller, self.lead, self.manager):
            self.assertTrue(row.with_user(user).why)
        for user in (self.stranger, self.accountant, self.plain, self.portal):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["why"])
        with self.assertRaises(AccessError):
            row.with_user(self.stranger).action_log()

    def test_merged_persons_are_greeted_once(self):
        twin = self.person("Li Na twin", self.own, 7, 2)
        self.plan()
        self.settle(self.T, twin)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.li + twin).ids, self.li)
        self.assertEqual(self.greetings(self.li).mapped("state"), ["done"])

    def test_a_night_at_one_minute_to_midnight(self):
        """By the company's clock: at 23:59 eight days are too many, at 00:00 not."""
        self.born(7, 8)
        for moment, day, found in (
            ("2026-06-30 15:59:00", TODAY, 0),
            ("2026-06-30 16:00:00", date(2026, 7, 1), 1),
        ):
            with freeze_time(moment):
                today = self.facts._today(self.company)
                self.assertEqual(today, day)
                self.assertEqual(self.plan(today), found)


@tagged("post_install", "-at_install")
class TestGreetingRule(GreetingCase):
    def rule(self, **values):
        return self.env["kehu.greeting"].create(
            {"kind_id": self.T.id, "company_id": self.company.id, **values}
        )

    def test_what_makes_no_sense_is_refused(self):
        festival = self.env.ref("kehu_liquor.festival_spring")
        for values in (
            {"occasion": "festival"},
            {"festival_id": festival.id},
            {"days_before": -1},
            {"days_before": 31},
            {"days_around": 15},
        ):
            with self.assertRaises(ValidationError):
                self.rule(**values)

    def test_one_row_for_the_same_customers(self):
        self.rule()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.rule()

    def test_only_managers_change_rules(self):
        rule = self.rule()
        for user in (self.seller, self.lead):
            self.assertTrue(rule.with_user(user).days_around)
            with self.assertRaises(AccessError):
                rule.with_user(user).days_around = 1
        rule.with_user(self.manager).days_around = 1
        with self.assertRaises(AccessError):
            rule.with_user(self.portal).read(["days_around"])


@tagged("post_install", "-at_install")
class TestTask(GreetingCase):
    """What is to be done because something happened."""

    def setUp(self):
        super().setUp()
        self.born(0, 0)
        self.task = self.own.with_user(self.seller)._open_followup(
            "Who is the successor?", person=self.li
        )

    def test_it_stands_in_the_owners_week_once(self):
        self.assertEqual((self.task.user_id, self.task.due_on), (self.seller, TODAY))
        self.assertEqual(self.task.why, "Who is the successor?")
        again = self.own._open_followup("Who is the successor?", person=self.li)
        self.assertEqual(again, self.task)
        self.plan()
        self.assertEqual(self.task.state, "open")

    def test_another_owner_gets_it(self):
        self.own.user_id = self.colleague
        self.plan()
        self.assertEqual(self.task.user_id, self.colleague)

    def test_only_its_own_contact_settles_it(self):
        self.log(self.own, self.T)
        self.assertEqual(self.task.state, "open")
        action = self.task.with_user(self.seller).action_log()
        visits = self.as_user(self.seller)["kehu.visit"]
        visits = visits.with_context(**action["context"])
        visit = visits.create(
            {
                "date_begin": "2026-06-29 02:00:00",
                "next_date": TODAY + timedelta(days=7),
            }
        )
        self.assertEqual((self.task.state, self.task.visit_id), ("done", visit))
        self.plan(TODAY + timedelta(days=40))
        self.assertEqual(self.task.state, "done")

    def test_others_tasks_are_not_settled(self):
        visits = self.as_user(self.stranger)["kehu.visit"]
        visits.with_context(kehu_followup_id=self.task.id).create(
            {"partner_id": self.far.id, "date_begin": "2026-06-29 02:00:00"}
        )
        self.assertEqual(self.task.state, "open")

    def test_missed_in_the_end(self):
        self.plan(TODAY + timedelta(days=31))
        self.assertEqual(self.task.state, "missed")

    def test_the_share_of_contacts_warns(self):
        other = self.person("Other", self.own)
        for days, met in ((9, self.li), (8, self.li), (7, other)):
            self.log(self.own, self.T, days=days, contact_ids=[Command.set(met.ids)])
        self.assertIsNone(self.li._kehu_contact_share())
        self.log(self.own, self.T, days=6, contact_ids=[Command.set(self.li.ids)])
        self.log(self.own, self.T, days=5)
        self.assertEqual(self.li._kehu_contact_share(), 0.75)
        leave = self.env["kehu.leave"].with_user(self.seller)
        self.assertIn("75 %", leave.new({"person_id": self.li.id}).warning)
        self.assertFalse(leave.new({"person_id": other.id}).warning)
