"""What was kept of an erased person goes when its time is over, and not before."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY
from .common_persons import PersonsCase

OVER = date(2029, 7, 1)


@tagged("post_install", "-at_install")
class TestPurge(PersonsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.erasures = cls.env["kehu.erasure"]

    def setUp(self):
        super().setUp()
        cron = type(self.env["ir.cron"])
        self.patch(cron, "_commit_progress", lambda *_a, **_k: 0)
        self.present = self.gift(self.wang, 50)
        self.bill = self.sell(self.wang, TODAY, 500)
        self.env.flush_all()
        erasure = self.erasures.with_user(self.manager).create(
            {"person_id": self.wang.id, "reason": "Letter of 30 June"}
        )
        erasure.action_erase()
        self.lines = erasure.line_ids.filtered(lambda line: line.fate == "kept")
        self.gifts = self.lines.filtered(lambda line: line.model == "kehu.gift")

    def test_nothing_before_its_day(self):
        self.assertEqual(self.gifts.keep_until, date(2029, 6, 30))
        self.assertEqual(self.erasures._purge(date(2029, 6, 30)), 0)
        self.assertTrue(self.present.exists())

    def test_over_it_goes_once_and_is_written_down(self):
        self.assertEqual(self.erasures._purge(OVER), 1)
        self.assertFalse(self.present.exists())
        self.assertTrue(self.bill.exists())
        self.assertEqual((self.gifts.fate, self.gifts.purged_on), ("purged", TODAY))
        self.assertEqual(self.erasures._purge(OVER), 0)

    def test_what_an_app_refuses_stays_and_is_said(self):
        def refuse(_self):
            raise RuntimeError("The books are closed.")

        with patch.object(type(self.present), "unlink", refuse):
            self.assertEqual(self.erasures._purge(OVER), 0)
        self.assertEqual(self.gifts.fate, "kept")
        self.assertEqual(self.gifts.problem, "The books are closed.")
        self.assertEqual(self.erasures._purge(OVER), 1)
        self.assertFalse(self.gifts.problem)

    def test_nobody_else_deletes_a_gift(self):
        for user in (self.seller, self.manager):
            theirs = self.present.with_user(user).with_context(kehu_retention_over=True)
            with self.assertRaises(UserError):
                theirs.unlink()
