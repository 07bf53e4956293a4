"""The morning's reminder: one a person and working day, at the company's hour."""

from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_greetings import GreetingCase

#: Half past eight in Shanghai, on Tuesday 30 June.
MORNING = datetime(2026, 6, 30, 0, 30)


@tagged("post_install", "-at_install")
class TestReminder(GreetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reminders = cls.env["kehu.reminder"]
        cls.own._open_followup("Call about the shelf", day=ago(2))
        cls.own._open_followup("Bring the contract")
        cls.far._open_followup("Next month", day=TODAY + timedelta(days=20))

    def remind(self, now=MORNING):
        return self.reminders._remind(self.company, now)

    def letters(self, user=None):
        partner = (user or self.seller).partner_id
        return self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("partner_ids", "in", partner.ids),
            ]
        )

    def test_one_message_to_whom_something_is_due(self):
        self.plan()
        self.assertEqual(self.remind(), 1)
        letter = self.letters()
        self.assertEqual(
            letter.subject,
            "My week: 1 overdue, 1 today, 2 this week, 1 greetings",
        )
        for words in ("Call about the shelf", "Li Na: Birthday", "/odoo/kehu-week"):
            self.assertIn(words, letter.body)
        self.assertFalse(self.letters(self.stranger))

    def test_nothing_twice_a_day_and_again_the_next(self):
        self.assertEqual(self.remind(), 1)
        self.assertEqual(self.remind(), 0)
        self.assertEqual(self.remind(MORNING + timedelta(hours=6)), 0)
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(self.remind(MORNING + timedelta(days=1)), 1)
        self.assertEqual(len(self.letters()), 2)

    def test_not_before_its_hour_by_the_companys_clock(self):
        self.assertEqual(self.remind(MORNING - timedelta(minutes=1)), 0)
        self.assertEqual(self.remind(MORNING + timedelta(minutes=1)), 1)

    def test_nor_when_the_morning_is_long_over(self):
        """An evening by the company's clock, of the day before."""
        self.company.resource_calendar_id.tz = "America/New_York"
        self.assertEqual(self.remind(), 0)
        self.assertEqual(self.remind(MORNING + timedelta(hours=12)), 1)
        note = self.reminders.search([("user_id", "=", self.seller.id)])
        self.assertEqual(note.day, TODAY)

    def test_not_on_days_off(self):
        self.company.country_id = self.env.ref("base.cn")
        saturday, holiday = datetime(2026, 7, 4, 1), datetime(2026, 10, 1, 1)
        self.assertEqual(self.remind(saturday), 0)
        self.assertEqual(self.remind(holiday), 0)
        worked = datetime(2026, 9, 20, 1)  # a Sunday, in lieu of National Day
        self.assertEqual(self.remind(worked), 2)

    def test_a_person_switches_it_off_for_oneself(self):
        self.seller.with_user(self.seller).kehu_week_reminder = False
        self.remind()
        self.assertFalse(self.letters())

    def test_a_company_switches_it_off(self):
        self.company.kehu_week_reminder = False
        self.assertEqual(self.remind(), 0)
        with self.assertRaises(ValidationError):
            self.company.kehu_reminder_hour = 24

    def test_the_cron_goes_through_all_companies(self):
        cron = type(self.env["ir.cron"])
        self.patch(cron, "_commit_progress", lambda *_a, **_k: 0)
        self.reminders._remind_all(MORNING)
        self.assertEqual(len(self.letters()), 1)
        self.reminders._remind_all(MORNING)
        self.assertEqual(len(self.letters()), 1)

    def test_who_left_hears_nothing(self):
        self.seller.active = False
        self.assertEqual(self.remind(), 0)

    def test_only_managers_read_the_notes(self):
        self.remind()
        note = self.reminders.search([("user_id", "=", self.seller.id)])
        self.assertEqual((note.day, note.due_count), (date(2026, 6, 30), 2))
        self.assertTrue(note.with_user(self.manager).due_count)
        for user in (self.seller, self.portal):
            with self.assertRaises(AccessError):
                note.with_user(user).read(["due_count"])
