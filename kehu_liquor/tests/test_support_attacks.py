"""A bad colleague with user rights: what closed stays closed, and says why."""

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY
from .common_support import SupportCase


@tagged("post_install", "-at_install")
class TestSupportAttacks(SupportCase):
    def settled(self, amount=8000):
        support = self.prove(self.promise(10000))
        bill = self.bill(support, amount)
        support.with_user(self.accountant).action_settle()
        return support, bill

    def as_books(self, record):
        return record.with_user(self.accountant)

    # ------------------------------------------------------------- the books
    def test_one_bill_does_not_settle_two_supports(self):
        support, bill = self.settled()
        other = self.prove(
            self.promise(9000, date_from="2026-08-01", date_to="2026-08-30")
        )
        line = bill.invoice_line_ids
        for wanted in (other.id, False):
            with self.refused(UserError, "goes on naming"):
                self.as_books(line).kehu_support_id = wanted
        for step in ("button_draft", "button_cancel"):
            with self.refused(UserError, "correct it by a refund"):
                getattr(self.as_books(bill), step)()
        self.assertEqual((support.cost, other.cost, bill.state), (8000, 0, "posted"))

    def test_what_is_not_settled_is_corrected_freely(self):
        support = self.promise(10000)
        bill = self.bill(support, 8000)
        self.as_books(bill).button_draft()
        bill.invoice_line_ids.kehu_support_id = False
        bill.action_post()
        self.assertEqual(support.cost, 0)

    def test_a_refund_of_what_is_settled_is_corrected_freely(self):
        support, _bill = self.settled()
        refund = self.bill(support, 300, kind="in_refund")
        self.as_books(refund).button_draft()
        self.assertEqual((support.cost, refund.state), (8000, "draft"))

    def entry(self, support, owed_to, named=None):
        accounts = self.env["account.account"].with_company(self.company)
        find = [("company_ids", "in", self.company.ids)]
        cost = accounts.search([*find, ("account_type", "=", "expense")], limit=1)
        owed = accounts.search(
            [*find, ("account_type", "=", "liability_payable")], limit=1
        )
        moves = self.env["account.move"].with_company(self.company)
        return moves.create(
            {
                "move_type": "entry",
                "date": TODAY,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": cost.id,
                            "debit": 50,
                            "kehu_support_id": support.id,
                            "partner_id": named and named.id,
                        }
                    ),
                    Command.create(
                        {
                            "account_id": owed.id,
                            "credit": 50,
                            "partner_id": owed_to.id,
                        }
                    ),
                ],
            }
        )

    def test_no_entry_pays_a_person(self):
        support = self.promise(10000)
        person = self.env["res.partner"].create({"name": "Wang"})
        for owed_to, named in ((person, None), (self.own, person)):
            with self.refused(ValidationError, "not to Wang"):
                self.entry(support, owed_to, named).action_post()
        self.assertEqual(support.cost, 0)
        self.entry(support, self.own).action_post()
        self.assertEqual(support.cost, 50)

    def test_a_payee_that_became_a_person_is_not_paid(self):
        support = self.ask(10000)
        self.own.is_company = False
        with self.refused(ValidationError, "a person"):
            support.with_user(self.lead).action_approve()
        self.assertEqual(support.state, "requested")

    # ------------------------------------------------------------ the budget
    def test_a_budget_with_promises_is_not_put_away(self):
        support = self.promise(90000)
        budget = self.budget.with_user(self.manager)
        with self.refused(UserError, support.name):
            budget.action_archive()
        with self.refused(UserError, "its company, kinds and period stay"):
            budget.date_to = TODAY
        with self.refused(ValidationError, "promised already"):
            budget.base_amount = 1
        self.assertEqual((budget.active, budget.left), (True, 10000))
        self.answer(support, "cancel", self.lead, reason="Closed shop")
        budget.action_archive()
        self.assertFalse(budget.active)

    def test_nothing_is_taken_of_a_budget_that_begins(self):
        budget = self.plan(
            500, date_from="2027-01-01", date_to="2027-02-01", taken=-9000
        )
        self.assertEqual((budget.taken, budget.left), (0, 500))
