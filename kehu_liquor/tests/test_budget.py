"""Budgets: what is left, how they grow, and two approvers at once."""

import threading

from psycopg2 import IntegrityError, errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .common_support import SupportCase


@tagged("post_install", "-at_install")
class TestBudget(SupportCase):
    def test_nobody_approves_beyond_it(self):
        self.budget.base_amount = 25000
        self.promise(18000, self.others)
        support = self.ask(8000)
        with self.assertRaisesRegex(UserError, "Over budget by ¥ 1,000.*¥ 7,000 left"):
            support.with_user(self.lead).action_approve()
        self.assertEqual((support.state, support.approved_amount), ("requested", 0))
        self.assertFalse(support.evidence_ids)
        self.answer(support, "partly", self.lead, amount=7000, reason="The rest")
        self.assertEqual(self.budget.left, 0)

    def test_without_a_budget_nothing_is_approved(self):
        support = self.ask(date_from="2027-01-01", date_to="2027-02-01")
        with self.assertRaisesRegex(UserError, "no budget for Display Rack"):
            support.with_user(self.lead).action_approve()

    def test_the_kinds_own_budget_before_that_of_all_others(self):
        rest = self.plan(500, kinds=self.rack.browse(), name="The rest")
        sign = self.env.ref("kehu_liquor.support_kind_sign")
        self.assertEqual(self.promise(100).budget_id, self.budget)
        self.assertEqual(self.promise(100, kind_id=sign.id).budget_id, rest)

    def test_two_budgets_for_the_same_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "Racks in June"):
            self.plan(5)
        self.plan(5, date_from="2027-01-01", date_to="2027-12-31")
        self.plan(5, kinds=self.rack.browse())
        with self.assertRaises(ValidationError):
            self.plan(5, kinds=self.rack.browse())

    def test_it_grows_with_real_sales(self):
        self.budget.write(
            {"sales_percent": 2, "sales_above": 100000, "most_growth": 3000}
        )
        self.assertEqual(self.budget.amount, 100000)
        self.sell(self.own, amount=150000)
        self.sell(self.own, TODAY.replace(month=5), amount=150000)
        self.budget.invalidate_recordset()
        self.assertEqual((self.budget.grown, self.budget.left), (1000, 101000))
        self.sell(self.own, amount=900000)
        self.budget.invalidate_recordset()
        self.assertEqual(self.budget.grown, 3000)

    def test_it_is_not_cut_below_what_was_promised(self):
        self.promise(18000)
        with self.assertRaisesRegex(ValidationError, "promised already"):
            self.budget.base_amount = 17999
        with self.assertRaisesRegex(UserError, "stay"):
            self.budget.date_to = TODAY

    def test_it_makes_sense(self):
        for values in (
            {"date_to": "2026-05-01"},
            {"most_growth": -1},
            {"sales_percent": 101},
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.budget.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_what_waits_is_shown(self):
        self.ask(18000)
        self.assertEqual(self.budget.with_user(self.manager).asked, 18000)


@tagged("post_install", "-at_install")
class TestTwoApproversAtOnce(TransactionCase):
    """Two real connections, as two people have them: 100 left, 60 asked for twice."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env.ref("base.main_company")
            self.company_id = company.id
            self.kind_id = env["kehu.support.kind"].create({"name": "Race"}).id
            group = "base.group_user,kehu_liquor.group_kehu_manager"
            users = [new_test_user(env, f"race{n}", group) for n in (1, 2)]
            self.user_ids = [user.id for user in users]
            partners = env["res.partner"].create(
                [{"name": f"Race {n} Ltd", "is_company": True} for n in (1, 2)]
            )
            self.partner_ids = partners.ids
            day = env["kehu.facts"]._today(company)
            self.budget_id = self.plan(env, day).id
            self.support_ids = [self.asked(env, partner, day) for partner in partners]
        self.addCleanup(self.forget)

    def plan(self, env, day):
        return env["kehu.budget"].create(
            {
                "name": "Race",
                "company_id": self.company_id,
                "kind_ids": [self.kind_id],
                "date_from": day,
                "date_to": day,
                "base_amount": 100,
            }
        )

    def asked(self, env, partner, day):
        support = env["kehu.support"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company_id,
                "kind_id": self.kind_id,
                "date_from": day,
                "date_to": day,
                "requested_amount": 60,
            }
        )
        support.write({"state": "requested", "name": f"RACE-{support.id}"})
        return support.id

    def forget(self):
        with self.registry.cursor() as cr:
            ids = tuple(self.support_ids)
            cr.execute("DELETE FROM kehu_support WHERE id IN %s", [ids])
            cr.execute("DELETE FROM kehu_budget WHERE id = %s", [self.budget_id])
            cr.execute("DELETE FROM kehu_support_kind WHERE id = %s", [self.kind_id])
            env = api.Environment(cr, SUPERUSER_ID, {})
            users = env["res.users"].browse(self.user_ids)
            people = users.partner_id + env["res.partner"].browse(self.partner_ids)
            users.unlink()
            people.unlink()

    def support(self, cr, number):
        env = api.Environment(cr, self.user_ids[number], {})
        return env["kehu.support"].browse(self.support_ids[number])

    def test_the_second_is_turned_away_and_asked_again(self):
        with self.registry.cursor() as one, self.registry.cursor() as two:
            second = self.support(two, 1)
            self.assertEqual(second.requested_amount, 60)  # reads before the first
            self.support(one, 0)._approve(60)
            failed = []

            def approve():
                try:
                    second._approve(60)
                except errors.SerializationFailure as failure:
                    failed.append(failure)

            waiting = threading.Thread(target=approve)
            with mute_logger("odoo.sql_db"):
                waiting.start()
                waiting.join(0.5)
                self.assertTrue(waiting.is_alive(), "it waits for the first")
                one.commit()
                waiting.join(10)
            self.assertTrue(failed, "what it had read is not true any more")
            two.rollback()
            with self.assertRaisesRegex(UserError, "Over budget"):
                self.support(two, 1)._approve(60)
            two.rollback()
        with self.registry.cursor() as cr:
            budget = api.Environment(cr, SUPERUSER_ID, {})["kehu.budget"]
            self.assertEqual(budget.browse(self.budget_id).taken, 60)
