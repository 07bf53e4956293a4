"""A support from request to settlement: steps, money, evidence, and the books."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_support import PICTURE, SupportCase


@tagged("post_install", "-at_install")
class TestSupport(SupportCase):
    # ------------------------------------------------------------- the steps
    def test_all_the_way(self):
        support = self.ask(18000)
        self.assertEqual(support.state, "requested")
        self.assertRegex(support.name, r"^ZC-\d{4,}$")
        support.with_user(self.lead).action_approve()
        self.assertEqual((support.state, support.approved_amount), ("approved", 18000))
        self.assertEqual((support.budget_id, self.budget.left), (self.budget, 82000))
        self.prove(support)
        self.bill(support, 17000)
        support.with_user(self.accountant).action_settle()
        self.assertEqual((support.state, support.settled_amount), ("settled", 17000))
        self.assertEqual(self.budget.left, 83000)
        self.answer(support, "judge", self.lead, verdict="worth", reason="Sells")
        self.assertEqual((support.state, support.verdict), ("judged", "worth"))
        self.assertEqual(support.settled_by_id, self.accountant)

    def test_the_form_asks(self):
        with Form(self.supports.with_user(self.seller)) as form:
            form.partner_id = self.own
            form.kind_id = self.rack
            form.date_to = TODAY.replace(month=7)
            form.requested_amount = 500
            form.note = "A rack"
            self.assertEqual(form.payee_id, self.own)
        self.assertEqual(form.record.due_date, TODAY.replace(month=7, day=14))

    def test_without_cost_it_is_approved_once_and_never_settled(self):
        support = self.ask(0, kind_id=self.visit.id)
        support.with_user(self.lead).action_approve()
        self.assertFalse(support.budget_id)
        self.prove(support)
        with self.assertRaisesRegex(UserError, "nothing to settle"):
            support.with_user(self.accountant).action_settle()
        self.answer(support, "judge", self.lead, verdict="partly", reason="Fine")
        self.assertEqual(support.state, "judged")

    def test_what_a_request_must_say(self):
        for values, sentence in (
            ({"requested_amount": 0}, "how much"),
            ({"note": " "}, "what it is and why"),
            ({"due_date": ago(1)}, "day to come"),
            ({"date_from": ago(9), "date_to": ago(1)}, "over"),
            ({"kind_id": self.visit.id}, "costs nothing"),
            ({"payee_id": False}, "which company is paid"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, sentence):
                support = self.draft()
                support.write(values)
                support.action_request()
            self.supports.search([("partner_id", "=", self.own.id)]).unlink()

    def test_it_does_not_end_before_it_begins(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.draft(date_to=ago(1))

    # ------------------------------------------------------------- approvals
    def test_from_an_amount_on_two_people_approve(self):
        support = self.ask(20000)
        support.with_user(self.lead).action_approve()
        self.assertEqual((support.state, self.budget.taken), ("checked", 0))
        support.with_user(self.manager).action_approve()
        self.assertEqual((support.state, self.budget.taken), ("approved", 20000))
        self.assertEqual(support.first_by_id, self.lead)
        self.assertEqual(support.approved_by_id, self.manager)

    def test_the_second_is_another(self):
        support = self.ask(20000)
        support.with_user(self.manager).action_approve()
        with self.assertRaisesRegex(UserError, "two do"):
            support.with_user(self.manager).action_approve()
        support.with_user(self.manager2).action_approve()
        self.assertEqual(support.state, "approved")

    def test_nobody_approves_their_own(self):
        by_manager = self.ask(500, user=self.manager)
        for_manager = self.ask(500, self.others, user_id=self.manager.id)
        for support in (by_manager, for_manager):
            mine = support.with_user(self.manager)
            with self.assertRaisesRegex(UserError, "your own"):
                mine.action_approve()
            with self.assertRaisesRegex(UserError, "your own"):
                self.answer(support, "refuse", self.manager, reason="No")
            self.assertFalse(mine.may_approve)
            support.with_user(self.manager2).action_approve()

    def test_a_part_is_approved_with_a_reason(self):
        support = self.ask(30000)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.answer(support, "partly", self.lead, amount=12000)
        for amount in (0, -5, 30001):
            with self.assertRaisesRegex(UserError, "at most"):
                self.answer(support, "partly", self.lead, amount=amount, reason="x")
        self.answer(support, "partly", self.lead, amount=12000, reason="One rack")
        self.assertEqual((support.state, support.approved_amount), ("approved", 12000))
        self.assertEqual(support.reason, "One rack")

    def test_the_second_may_only_cut(self):
        support = self.ask(50000)
        self.answer(support, "partly", self.lead, amount=30000, reason="Less")
        self.assertEqual((support.state, support.approved_amount), ("checked", 30000))
        with self.assertRaisesRegex(UserError, "at most ¥ 30,000"):
            self.answer(support, "partly", self.manager, amount=40000, reason="More")
        support.with_user(self.manager).action_approve()
        self.assertEqual(support.taken, 30000)

    def test_a_refusal_has_a_reason(self):
        support = self.ask()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.answer(support, "refuse", self.lead)
        self.answer(support, "refuse", self.lead, reason="Too dear")
        self.assertEqual((support.state, support.reason), ("refused", "Too dear"))

    def test_it_is_taken_back_and_changed(self):
        support = self.ask(50000)
        number = support.name
        support.with_user(self.lead).action_approve()
        support.with_user(self.seller).action_take_back()
        self.assertEqual((support.state, support.first_by_id.id), ("draft", False))
        support.with_user(self.seller).requested_amount = 100
        support.with_user(self.seller).action_request()
        self.assertEqual(support.name, number)
        with self.assertRaisesRegex(UserError, "never asked for"):
            support.with_user(self.seller).action_take_back()
            support.with_user(self.seller).unlink()

    def test_a_step_is_taken_once(self):
        support = self.promise()
        for step in ("action_approve", "action_request", "action_take_back"):
            with self.assertRaisesRegex(UserError, "faster"):
                getattr(support.with_user(self.manager), step)()

    def test_a_promise_is_cancelled_while_nothing_was_paid(self):
        support = self.promise()
        bill = self.bill(support, 100)
        with self.assertRaisesRegex(UserError, "reversed"):
            self.answer(support, "cancel", self.lead, reason="Closed shop")
        bill.button_draft()
        self.answer(support, "cancel", self.lead, reason="Closed shop")
        self.assertEqual((support.state, self.budget.taken), ("cancelled", 0))

    # ----------------------------------------------------------------- twice
    def test_the_same_is_not_given_twice(self):
        first = self.ask(100)
        with self.refused(ValidationError, first.name):
            self.draft(100, date_from=TODAY.replace(month=7), date_to="2026-08-30")
        self.draft(100, partner=self.others)
        self.draft(100, date_from="2026-08-01", date_to="2026-08-30")
        self.draft(0, kind_id=self.visit.id)
        self.answer(first, "refuse", self.lead, reason="No")
        self.draft(100, date_to=TODAY.replace(day=30))

    # -------------------------------------------------------------- evidence
    def test_evidence_comes_of_the_kind_and_stays(self):
        support = self.promise()
        lines = support.evidence_ids
        self.assertEqual(lines.mapped("name"), self.rack.check_ids.mapped("name"))
        self.rack.check_ids.unlink()
        self.assertEqual(len(support.evidence_ids), 3)

    def test_nothing_is_complete_with_evidence_missing(self):
        support = self.promise()
        mine = support.with_user(self.seller)
        mine.action_deliver()
        with self.assertRaisesRegex(UserError, "Photo of the display"):
            mine.action_prove()
        self.assertEqual(support.state, "delivered")

    def test_a_file_just_put_in_is_lacking_no_more(self):
        """Before it is saved, too: the dialog on a phone says so at once."""
        support = self.promise().with_user(self.seller)
        support.action_deliver()
        with Form(support) as form, form.evidence_ids.edit(0) as line:
            self.assertEqual(line.lacking, "photo or document")
            line.file = PICTURE
            self.assertFalse(line.lacking)
        self.assertFalse(support.evidence_ids[0].lacking)
        self.assertTrue(support.evidence_ids[1].lacking)

    def test_people_add_evidence_of_their_own(self):
        mine = self.promise().with_user(self.seller)
        evidence = self.env["kehu.support.evidence"].with_user(self.seller)
        line = evidence.create(
            {"support_id": mine.id, "name": "Film", "is_mandatory": True}
        )
        self.assertEqual((line.is_extra, line.is_mandatory), (True, False))
        line.unlink()
        with self.assertRaisesRegex(UserError, "added can be"):
            mine.evidence_ids[0].unlink()
        self.prove(mine.sudo())
        with self.assertRaisesRegex(UserError, "until it is complete"):
            mine.evidence_ids[0].note = "x"
        photo = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "kehu.support.evidence"),
                ("res_id", "=", mine.evidence_ids[0].id),
                ("res_field", "=", "file"),
            ]
        )
        self.assertTrue(photo)
        with self.assertRaises(AccessError):
            photo.with_user(self.seller).unlink()

    def test_a_kind_asked_for_keeps_its_cost(self):
        self.ask()
        with self.assertRaisesRegex(UserError, "another kind"):
            self.rack.with_user(self.manager).has_cost = False

    def test_evidence_that_does_not_hold_goes_back(self):
        support = self.prove(self.promise())
        self.answer(support, "return", self.accountant, reason="Blurred")
        self.assertEqual((support.state, support.reason), ("delivered", "Blurred"))

    # ------------------------------------------------------------- the books
    def test_the_books_say_what_it_cost(self):
        support = self.promise(10000)
        bill = self.bill(support, 9000)
        self.bill(support, 500, post=False)
        self.assertEqual(support.cost, 9000)
        self.bill(support, 2000, kind="in_refund")
        self.assertEqual(support.cost, 7000)
        bill.button_draft()
        self.assertEqual(support.cost, -2000)

    def test_a_reversal_names_the_support_too(self):
        support = self.promise(10000)
        bill = self.bill(support, 9000)
        bill._reverse_moves([{"date": TODAY, "invoice_date": TODAY}]).action_post()
        self.assertEqual(support.cost, 0)

    def test_a_foreign_currency_counts_in_the_companys(self):
        self.env.ref("base.EUR").active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.env.ref("base.EUR").id,
                "company_id": self.company.id,
                "name": ago(1),
                "inverse_company_rate": 8,
            }
        )
        support = self.promise(10000)
        bill = self.bill(support, 1000, post=False)
        bill.currency_id = self.env.ref("base.EUR")
        bill.action_post()
        self.assertEqual(support.cost, 8000)

    def test_it_is_settled_at_most_at_what_was_approved(self):
        support = self.prove(self.promise(10000))
        accountant = support.with_user(self.accountant)
        with self.assertRaisesRegex(UserError, "No posted bill"):
            accountant.action_settle()
        bill = self.bill(support, 10000.01)
        with self.assertRaisesRegex(UserError, "above the approved ¥ 10,000"):
            accountant.action_settle()
        self.assertEqual((support.state, support.settled_amount), ("evidenced", 0))
        bill.button_draft()
        bill.invoice_line_ids.price_unit = 10000
        bill.action_post()
        accountant.action_settle()
        self.assertEqual(support.state, "settled")

    def test_nothing_is_added_to_what_is_settled(self):
        support = self.prove(self.promise(10000))
        bill = self.bill(support, 8000)
        support.with_user(self.accountant).action_settle()
        with self.assertRaisesRegex(ValidationError, "is settled"):
            self.bill(support, 100)
        self.bill(support, 100, kind="in_refund")
        self.assertEqual((support.cost, support.settled_amount), (7900, 8000))
        self.assertEqual(bill.state, "posted")

    def test_no_bill_pays_for_what_is_not_approved(self):
        with self.assertRaisesRegex(ValidationError, "not approved"):
            self.bill(self.ask(), 100)

    def test_no_customers_invoice_pays_for_it(self):
        with self.assertRaisesRegex(ValidationError, "not by a customer's invoice"):
            self.bill(self.promise(), 100, kind="out_refund")

    def test_only_the_payee_is_paid(self):
        support = self.promise()
        bill = self.bill(support, 100, partner=self.free, post=False)
        with self.assertRaisesRegex(ValidationError, "is paid to Own, not to No role"):
            bill.action_post()
        self.assertEqual(bill.state, "draft")

    def test_a_person_is_never_paid(self):
        person = self.env["res.partner"].create({"name": "Wang"})
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.own.id}
        )
        for payee in (person, contact, self.seller.partner_id):
            with self.refused(ValidationError, "company under contract"):
                self.draft(payee_id=payee.id)

    def test_an_accountant_begins_the_bill_from_the_support(self):
        support = self.promise(10000)
        self.bill(support, 4000)
        action = support.with_user(self.accountant).action_new_bill()
        bill = self.env["account.move"].browse(action["res_id"])
        self.assertEqual(bill.partner_id, self.own)
        self.assertEqual(bill.invoice_line_ids.price_unit, 6000)
        self.assertEqual(bill.invoice_line_ids.kehu_support_id, support)
        back = bill.with_user(self.accountant).action_kehu_supports()
        self.assertEqual(back["res_id"], support.id)
        there = support.with_user(self.accountant).action_bills()
        found = self.env["account.move"].search(there["domain"])
        self.assertIn(bill, found)
        self.assertEqual(len(found), 2)

    def test_the_kind_says_the_analytic_account(self):
        plan = self.env["account.analytic.plan"].create({"name": "Support"})
        account = self.env["account.analytic.account"].create(
            {"name": "Racks", "plan_id": plan.id, "company_id": self.company.id}
        )
        self.rack.with_company(self.company).analytic_account_id = account
        bill = self.bill(self.promise(), 100, post=False)
        self.assertEqual(
            bill.invoice_line_ids.analytic_distribution, {str(account.id): 100}
        )
