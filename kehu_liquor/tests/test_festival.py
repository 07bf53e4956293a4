"""Festivals: a rule, the dates that follow, and what makes no sense."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TODAY, KehuTeamCase


@tagged("post_install", "-at_install")
class TestFestival(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.spring = cls.env.ref("kehu_liquor.festival_spring")

    def dates(self, festival):
        return {row.year: row.date for row in festival.date_ids}

    def test_the_dates_are_there_around_today(self):
        dates = self.dates(self.spring)
        self.assertEqual(dates[2026], date(2026, 2, 17))
        self.assertLessEqual({2016, 2025, 2026, 2027, 2031}, set(dates))

    def test_the_next_one_is_told(self):
        autumn = self.env.ref("kehu_liquor.festival_mid_autumn")
        self.assertEqual(autumn.next_date, date(2026, 9, 25))
        self.assertEqual(autumn.days_left, (date(2026, 9, 25) - TODAY).days)

    def test_a_manager_adds_one(self):
        with Form(self.env["kehu.festival"].with_user(self.manager)) as form:
            form.name = "New Year's Eve"
            form.month, form.day = 12, 30
        eve = self.env["kehu.festival"].search([("name", "=", "New Year's Eve")])
        self.assertEqual(self.dates(eve)[2025], date(2026, 2, 16))

    def test_another_rule_gives_other_dates(self):
        festival = self.env["kehu.festival"].create({"name": "Fair", "month": 3})
        festival.write({"calendar": "solar", "day": 20})
        self.assertEqual(self.dates(festival)[2026], date(2026, 3, 20))

    def test_a_date_set_by_hand_is_kept_by_the_night(self):
        row = self.spring.date_ids.filtered(lambda row: row.year == 2030)
        row.with_user(self.manager).date = date(2030, 2, 4)
        self.night(TODAY)
        self.assertEqual(row.date, date(2030, 2, 4))

    def test_the_night_extends_the_years_and_then_leaves_them(self):
        self.spring.date_ids.filtered(lambda row: row.year > 2028).unlink()
        self.night(TODAY)
        kept = self.spring.date_ids
        self.assertEqual(max(kept.mapped("year")), 2031)
        self.night(TODAY)
        self.assertEqual(self.spring.date_ids, kept)

    def test_an_archived_one_is_kept_up_too(self):
        self.spring.active = False
        self.spring.date_ids.filtered(lambda row: row.year > 2028).unlink()
        self.night(TODAY)
        self.assertIn(2031, self.dates(self.spring))

    def test_what_makes_no_sense_is_refused(self):
        festivals = self.env["kehu.festival"]
        for month, day in ((13, 1), (1, 31), (0, 1), (1, 0)):
            with self.subTest(f"{month}-{day}"), self.assertRaises(ValidationError):
                festivals.create({"name": "No", "month": month, "day": day})
        with self.assertRaises(ValidationError):
            festivals.create({"name": "No", "calendar": "solar", "month": 2, "day": 30})
        row = self.spring.date_ids.filtered(lambda row: row.year == 2026)
        with self.assertRaises(ValidationError):
            row.date = date(2026, 12, 31)
        with self.assertRaises(ValidationError):
            row.copy({"year": 3000, "date": date(3000, 1, 1)})

    def test_the_analysis_keeps_its_festivals(self):
        with self.assertRaises(UserError):
            self.spring.unlink()

    def test_only_managers_change_them(self):
        for user in (self.seller, self.lead):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.spring.with_user(user).name = "Other"
        self.assertTrue(self.spring.with_user(self.seller).next_date)
        for user in (self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.spring.with_user(user).read(["name"])
