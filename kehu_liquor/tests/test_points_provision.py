"""What is owed in points, proposed to the accountant as a draft entry."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_points import PointsCase


class ProvisionCase(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule(basis="bottle", unit=0.01, rounding="half")
        journal = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", "general")], limit=1
        )
        cls.cost = cls.account("Points given", "690001", "expense")
        cls.owed = cls.account("Points owed", "290001", "liability_current")
        cls.company.write(
            {
                "kehu_points_value": 0.05,
                "kehu_points_journal_id": journal.id,
                "kehu_points_expense_id": cls.cost.id,
                "kehu_points_owed_id": cls.owed.id,
            }
        )

    @classmethod
    def account(cls, name, code, kind):
        return cls.env["account.account"].create(
            {
                "name": name,
                "code": code,
                "account_type": kind,
                "company_ids": [Command.set(cls.company.ids)],
            }
        )

    def propose(self, day=TODAY, user=None):
        self.env.flush_all()
        liability = self.env["kehu.points.liability"].with_user(user or self.accountant)
        action = liability.with_context(kehu_points_day=str(day)).action_propose()
        return self.env["account.move"].browse(action["res_id"])

    def lines(self, move):
        return {line.account_id: line.balance for line in move.line_ids}

    def buy(self, points, day=TODAY):
        return self.bill(self.own, (self.wine, points, 1), day=day)


@tagged("post_install", "-at_install")
class TestPointsProvision(ProvisionCase):
    def test_a_draft_with_how_it_comes_about(self):
        self.buy(100.5)
        move = self.propose()
        self.assertEqual((move.state, move.date), ("draft", TODAY))
        # 100.5 × 0.05 = 5.025, in cents 5.03
        self.assertEqual(self.lines(move), {self.owed: -5.03, self.cost: 5.03})
        self.assertEqual(move.journal_id, self.company.kehu_points_journal_id)
        self.assertIn("2026/06/30", move.ref)
        for said in ("100.5 points", "2026/06/30", "0.05", "100 %", "5.03", "none"):
            self.assertIn(said, move.narration)

    def test_of_what_is_expected_back(self):
        self.company.kehu_points_share = 80
        self.buy(1001)
        self.assertEqual(self.lines(self.propose())[self.owed], -40.04)

    def test_only_what_is_not_in_the_books(self):
        self.buy(100, day=ago(40))
        self.buy(60, day=ago(5))
        first = self.propose(ago(30))
        self.assertEqual(self.lines(first)[self.owed], -5)
        first.with_user(self.accountant).action_post()
        second = self.propose()
        self.assertEqual(self.lines(second), {self.owed: -3, self.cost: 3})
        self.assertIn(first.name, second.narration)

    def test_what_fell_is_given_back(self):
        move = self.buy(100, day=ago(40))
        self.propose(ago(30)).action_post()
        move.button_cancel()
        self.assertEqual(self.lines(self.propose()), {self.owed: 5, self.cost: -5})

    def test_never_twice_for_a_day_and_never_for_an_earlier_one(self):
        self.buy(100, day=ago(40))
        self.propose(ago(10)).action_post()
        for day in (ago(10), ago(20)):
            with self.subTest(day), self.assertRaisesRegex(UserError, "later day"):
                self.propose(day)

    def test_one_that_waits_goes_first(self):
        self.buy(100, day=ago(40))
        waiting = self.propose(ago(10))
        with self.assertRaisesRegex(UserError, "draft"):
            self.propose()
        waiting.with_user(self.accountant).unlink()
        self.assertEqual(self.lines(self.propose())[self.owed], -5)

    def test_a_cancelled_one_leaves_its_day(self):
        self.buy(100)
        first = self.propose()
        first.button_cancel()
        second = self.propose()
        self.assertEqual(second.kehu_points_day, TODAY)

    def test_a_reversed_one_is_proposed_anew(self):
        self.buy(100, day=ago(40))
        first = self.propose(ago(30))
        first.action_post()
        first.with_user(self.accountant)._reverse_moves(
            [{"date": ago(20)}], cancel=True
        )
        self.assertEqual(self.lines(self.propose())[self.owed], -5)

    def test_another_account_takes_it_over(self):
        self.buy(100, day=ago(40))
        self.propose(ago(30)).action_post()
        other = self.account("Contract liabilities", "290002", "liability_current")
        self.company.kehu_points_owed_id = other
        self.assertEqual(self.lines(self.propose()), {other: -5, self.owed: 5})

    def test_nothing_to_book(self):
        with self.assertRaisesRegex(UserError, "books agree"):
            self.propose()

    def test_settings_that_are_missing_are_named(self):
        self.buy(100)
        self.company.kehu_points_owed_id = False
        with self.assertRaisesRegex(UserError, "Liability for Points"):
            self.propose()

    def test_settings_that_make_no_sense(self):
        with self.assertRaises(ValidationError):
            self.company.kehu_points_owed_id = self.cost
        with self.assertRaises(ValidationError):
            self.company.kehu_points_expense_id = self.owed

    def test_not_in_advance(self):
        with self.assertRaises(UserError):
            self.propose(date(2026, 7, 1))

    def test_who_keeps_no_books_proposes_nothing(self):
        self.buy(100)
        for user in (self.seller, self.lead, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.propose(user=user)
        reader = self.make_user("books_reader", "account.group_account_readonly")
        with self.assertRaises(AccessError):
            self.propose(user=reader)

    def test_the_mark_is_not_sent_along(self):
        move = self.env["account.move"].with_user(self.accountant)
        made = move.create({"move_type": "entry", "kehu_points_day": TODAY})
        made.kehu_is_provision = True
        self.assertFalse(made.kehu_points_day or made.kehu_is_provision)

    def test_another_companys_points_are_its_own(self):
        other = self.make_company("Second House")
        self.buy(100)
        user = self.accountant
        user.company_ids += other
        self.env.flush_all()
        liability = self.env["kehu.points.liability"].with_user(user)
        liability = liability.with_context(
            allowed_company_ids=[self.company.id, other.id]
        )
        move = self.env["account.move"].browse(liability.action_propose()["res_id"])
        self.assertEqual(move.company_id, self.company)
        with self.assertRaises(UserError):
            liability.with_context(
                allowed_company_ids=[other.id, self.company.id]
            ).action_propose()


@tagged("post_install", "-at_install")
class TestPointsProvisionTour(ProvisionCase, HttpCase):
    def test_from_the_liability_of_a_day_to_the_draft(self):
        self.buy(100, day=ago(40))
        self.start_tour(
            "/odoo/action-kehu_liquor.kehu_points_liability_action",
            "kehu_points_provision",
            login="accountant_points",
        )
        move = self.env["account.move"].search([("kehu_points_day", "!=", False)])
        self.assertEqual((move.state, len(move.line_ids)), ("draft", 2))
