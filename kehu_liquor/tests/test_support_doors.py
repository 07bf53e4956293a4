"""Who may what with supports and budgets; nothing is walked around by RPC."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY
from .common_support import SupportCase


@tagged("post_install", "-at_install")
class TestSupportDoors(SupportCase):
    def test_nothing_is_moved_on_by_hand(self):
        support = self.ask()
        for user in (self.seller, self.lead, self.manager):
            for vals in (
                {"state": "approved"},
                {"approved_amount": 1},
                {"requested_by_id": self.colleague.id},
                {"budget_id": self.budget.id},
                {"taken": 0},
                {"cost": 5},
                {"name": "ZC-1"},
                {"company_id": self.company.id},
                {"verdict": "worth"},
            ):
                with self.assertRaises(UserError):
                    support.with_user(user).write(vals)
            with self.assertRaisesRegex(UserError, "take it back"):
                support.with_user(user).write({"requested_amount": 1})
        with self.assertRaises(AccessError):
            support.with_user(self.accountant).write({"settled_amount": 1})

    def test_none_is_born_approved(self):
        support = self.draft(
            state="settled", approved_amount=9, first_by_id=self.lead.id, name="ZC-9"
        )
        self.assertEqual(
            (support.state, support.approved_amount, support.name), ("draft", 0, False)
        )

    def test_a_salesperson_asks_for_own_customers_only(self):
        with self.assertRaises(AccessError):
            self.draft(partner=self.others, user=self.seller)
        theirs = self.ask(partner=self.others)
        mine = self.ask()
        seen = self.supports.with_user(self.seller).search([])
        self.assertIn(mine, seen)
        self.assertNotIn(theirs, seen)
        for step in ("action_take_back", "action_approve"):
            with self.assertRaises(AccessError):
                getattr(theirs.with_user(self.seller), step)()

    def test_a_salesperson_approves_nothing(self):
        support = self.ask(user=self.lead)
        for step in ("action_approve", "action_settle"):
            with self.assertRaises(UserError):
                getattr(support.with_user(self.seller), step)()
        for act in ("partly", "refuse"):
            with self.assertRaises(AccessError):
                self.answer(support, act, self.seller, amount=5, reason="x")
        self.assertEqual(support.state, "requested")

    def test_a_lead_approves_the_teams_and_never_twice(self):
        far = self.ask(partner=self.far)
        with self.assertRaises(AccessError):
            far.with_user(self.lead).action_approve()
        support = self.ask(20000)
        support.with_user(self.lead).action_approve()
        with self.assertRaises(AccessError):
            support.with_user(self.lead).action_approve()
        self.assertEqual(support.state, "checked")

    def test_who_keeps_the_books_settles_and_nobody_else(self):
        support = self.prove(self.promise())
        self.bill(support, 100)
        for user in (self.seller, self.lead, self.manager):
            with self.assertRaises(AccessError):
                support.with_user(user).action_settle()
        with self.assertRaises(AccessError):
            support.with_user(self.accountant).action_deliver()
        support.with_user(self.accountant).action_settle()
        self.assertEqual(support.state, "settled")

    def test_who_asked_does_not_settle(self):
        both = self.selling_accountant
        partner = self.make_customer("Both's", "outlet", user_id=both.id)
        support = self.prove(self.promise(partner=partner))
        self.bill(support, 100)
        with self.assertRaisesRegex(UserError, "your own"):
            support.with_user(both).action_settle()

    def test_others_see_nothing(self):
        support = self.promise()
        for user in (self.plain, self.portal):
            for record in (support, support.evidence_ids, self.budget, self.rack):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["create_date"])
            with self.assertRaises(AccessError):
                support.with_user(user).action_open_fact("budget")

    def test_a_salesperson_reads_no_budget(self):
        support = self.ask()
        with self.assertRaises(AccessError):
            self.budget.with_user(self.seller).read(["left"])
        for name in ("budget_id", "review", "is_budget_tight"):
            with self.assertRaises(AccessError):
                support.with_user(self.seller).read([name])
        self.assertTrue(support.with_user(self.lead).review)

    def test_budgets_are_planned_by_managers(self):
        for user in (self.lead, self.accountant):
            self.assertTrue(self.budget.with_user(user).read(["left"]))
            with self.assertRaises(AccessError):
                self.budget.with_user(user).base_amount = 1
        with self.assertRaises(UserError):
            self.budget.with_user(self.manager).write({"taken": 0, "company_id": 1})

    def test_what_waits_for_me(self):
        small, big = self.ask(100), self.ask(30000, self.others)
        own = self.ask(100, partner=self.far, user=self.manager)
        proved = self.prove(
            self.promise(100, date_from="2026-08-01", date_to="2026-08-09")
        )
        big.with_user(self.lead).action_approve()
        waiting = [("waits_for_me", "=", True)]
        for user, expected in (
            (self.seller, self.supports),
            (self.lead, small),
            (self.manager, small + big),
            (self.manager2, small + big + own),
            (self.accountant, proved),
        ):
            found = self.supports.with_user(user).search(waiting)
            self.assertEqual(set(found.ids), set(expected.ids), user.login)
            self.assertEqual(
                found, found.filtered("waits_for_me"), "search and form agree"
            )

    # ------------------------------------------------------- two companies
    def test_another_companys_bill_is_refused(self):
        other = self.make_company("Other")
        support = self.promise()
        moves = self.env["account.move"].with_company(other)
        both = [*self.company.ids, *other.ids]
        line = {"name": "x", "price_unit": 5, "kehu_support_id": support.id}
        with self.assertRaisesRegex(ValidationError, "is a promise of Wuyi Liquor"):
            moves.with_context(allowed_company_ids=both).create(
                {
                    "move_type": "in_invoice",
                    "company_id": other.id,
                    "partner_id": self.own.id,
                    "invoice_line_ids": [Command.create(line)],
                }
            )

    def test_each_company_its_own_budget_and_supports(self):
        other = self.make_company("Other")
        self.seller.company_ids += other
        support = (
            self.supports.with_user(self.seller)
            .with_context(allowed_company_ids=[other.id])
            .with_company(other)
        )
        self.facts._own([(self.own.id, other.id, self.seller.id, TODAY)], "start")
        there = support.create(
            {
                "partner_id": self.own.id,
                "kind_id": self.rack.id,
                "date_to": TODAY,
                "requested_amount": 5,
                "note": "There",
            }
        )
        there.action_request()
        self.assertEqual(there.company_id, other)
        with self.assertRaises(AccessError):
            there.with_user(self.manager).with_context(
                allowed_company_ids=self.company.ids
            ).action_approve()
        self.manager.company_ids += other
        with self.assertRaisesRegex(UserError, "There is no budget"):
            there.with_user(self.manager).with_context(
                allowed_company_ids=[self.company.id, other.id]
            ).action_approve()
        self.ask()  # the same here is another matter

    # -------------------------------------------------- what passes on, stays
    def test_a_handover_passes_promises_on(self):
        support = self.promise()
        open_things = self.own._kehu_open_things(self.seller, self.company)
        whats = [what for what, _day in open_things[self.own.id]]
        self.assertIn(f"{support.name} Display Rack", whats)
        self.own._kehu_pass_on(self.seller, self.colleague, self.company)
        self.assertEqual(support.user_id, self.colleague)

    def test_merging_keeps_both(self):
        self.ask(100)
        self.ask(100, partner=self.others)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others).ids, self.own)
        theirs = self.supports.search([("partner_id", "=", self.own.id)])
        self.assertEqual(len(theirs), 2)
        self.assertEqual(theirs.payee_id, self.own)
