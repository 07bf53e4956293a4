"""Which orders are held, and how a manager lets one pass."""

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import OrderCase, ago


@tagged("post_install", "-at_install")
class TestReasons(OrderCase):
    def assertHeld(self, order, *words):
        reasons = "\n".join(order._kehu_reasons())
        for word in words:
            self.assertIn(word, reasons)
        self.assertTrue(reasons)

    def assertPasses(self, order):
        self.assertEqual(order._kehu_reasons(), [])
        order.with_user(self.seller).action_confirm()
        self.assertEqual(order.state, "sale")

    # ---------------------------------------------------------------- limit
    def test_up_to_the_limit_it_passes(self):
        self.owe(500)
        self.assertPasses(self.order(500))

    def test_a_cent_over_the_limit_is_held(self):
        self.owe(500)
        order = self.order(500.01)
        self.assertHeld(order, "Golden Cup would owe", "1,000.01", "1,000.00")
        with self.assertRaisesRegex(RedirectWarning, "would owe"):
            order.with_user(self.seller).action_confirm()
        self.assertEqual(order.state, "draft")

    def test_a_company_may_do_without_releases(self):
        self.owe(500)
        order = self.order(500.01)
        self.env.company.kehu_order_release = False
        self.assertPasses(order)
        self.env.company.kehu_order_release = True
        self.assertHeld(self.order(1), "Golden Cup would owe")

    def test_confirmed_orders_count_until_they_are_invoiced(self):
        first = self.order(600)
        first.action_confirm()
        self.assertHeld(self.order(500), "1,100.00")
        invoice = first._create_invoices()
        self.assertHeld(self.order(500), "1,100.00")  # a draft is none yet
        invoice.action_post()
        self.assertHeld(self.order(500), "1,100.00")  # now it is owed
        self.pay(invoice)
        self.assertPasses(self.order(500))

    def test_a_contacts_orders_are_the_customers(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.golden.id}
        )
        self.owe(600, partner=contact)
        self.assertHeld(self.order(500, contact), "Golden Cup would owe")

    def test_the_grades_limit_holds_without_an_own_one(self):
        self.limit(self.golden, 0)
        self.grade_by_money()
        self.sell(self.golden, ago(3), 20000, due=ago(-30))
        self.night()
        self.assertPasses(self.order(5000))
        self.env["kehu.entitlement"].create(
            {"kind": "credit_limit", "value": 22000, "grade_id": self.grade("C").id}
        )
        self.assertHeld(self.order(100), "22,000.00")
        self.limit(self.golden, 50000)
        self.assertPasses(self.order(100))

    def test_without_any_limit_it_passes(self):
        self.limit(self.golden, 0)
        self.owe(500000)
        self.assertPasses(self.order(500000))

    def test_limits_of_core_count_only_where_they_are_used(self):
        self.company.account_use_credit_limit = False
        self.assertPasses(self.order(5000))

    def test_the_documents_company_counts_not_the_viewers(self):
        other = self.make_company("Other")
        other.account_use_credit_limit = True
        self.limit(self.golden, 200, other)
        self.manager.company_ids += other
        order = self.order(500, company=other)
        seen = order.with_user(self.manager).with_company(self.company)
        with self.assertRaisesRegex(RedirectWarning, "200.00"):
            seen.action_confirm()
        self.owe(900, company=other)
        mine = self.order(500).with_user(self.manager).with_company(other)
        mine.action_confirm()
        self.assertEqual(mine.state, "sale")

    # -------------------------------------------------------------- overdue
    def graded(self, days):
        """Grade C may take 15 days."""
        self.limit(self.golden, 0)
        self.grade_by_money()
        invoice = self.owe(20000, days)
        self.night()
        return invoice

    def test_overdue_within_the_grades_days_passes(self):
        self.graded(15)
        self.assertPasses(self.order(500))

    def test_overdue_beyond_them_is_held_until_it_is_paid(self):
        invoice = self.graded(16)
        order = self.order(500)
        self.assertHeld(order, "oldest for 16 days", "grade C may take 15 days")
        self.pay(invoice)  # this minute, no night between
        self.assertPasses(order)

    def test_more_prepaid_than_overdue_is_not_overdue(self):
        self.graded(16)
        self.prepay(self.golden, amount=20000)
        self.assertPasses(self.order(500))

    # -------------------------------------------------------------- prepaid
    def test_what_is_prepaid_passes(self):
        self.graded(16)
        self.prepay(self.golden, amount=20500)
        self.assertPasses(self.order(500))

    def test_money_in_hand_pays_one_order_not_two(self):
        self.limit(self.golden, 1)
        self.prepay(self.golden, amount=500)
        self.assertPasses(self.order(500))
        self.assertHeld(self.order(500), "would owe")

    def test_a_free_order_passes(self):
        self.owe(5000, 60)
        self.assertPasses(self.order(0))

    # -------------------------------------------------------------- opening
    def test_before_the_opening_orders_come_up_to_the_standards_limit(self):
        standard = self.env.ref("kehu_liquor.opening_standard_outlet")
        standard.order_limit = 300
        self.assertPasses(self.order(300, self.own))
        held = self.order(301, self.own)
        self.assertHeld(held, "not opened yet", "300.00")
        self.prepay(self.own, amount=5000)
        self.assertHeld(held, "not opened yet")  # papers, not money
        standard.date_from = ago(-1)
        self.sell(self.own, ago(1))
        self.refresh()
        self.assertPasses(held)  # it bought before the standard began


@tagged("post_install", "-at_install")
class TestRelease(OrderCase):
    def test_asked_released_confirmed(self):
        order = self.order(1500)
        self.assertIn("would owe", order.with_user(self.seller).kehu_block)
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids
        self.assertEqual((release.state, release.amount), ("asked", 1500))
        self.assertEqual(release.asked_by_id, self.seller)
        self.assertIn("would owe", release.reasons)
        self.assertIn(self.manager.partner_id, order.message_ids.notified_partner_ids)
        with self.assertRaises(RedirectWarning):
            order.with_user(self.seller).action_confirm()
        release.with_user(self.manager).decision_note = "A good customer"
        release.with_user(self.manager).action_release()
        order.with_user(self.seller).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_manager_releases_in_the_dialog_not_silently(self):
        order = self.order(1500)
        with self.assertRaises(RedirectWarning):
            order.with_user(self.manager).action_confirm()
        self.ask_dialog(order, self.manager, "I know them").action_release()
        self.assertEqual(order.state, "sale")
        release = order.kehu_release_ids
        self.assertEqual(release.decided_by_id, self.manager)
        self.assertEqual(release.decision_note, "I know them")

    def test_a_salesperson_releases_nothing(self):
        order = self.order(1500)
        with self.assertRaises(AccessError):
            self.ask_dialog(order, self.seller).action_release()
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids.with_user(self.seller)
        for step in ("action_release", "action_refuse"):
            with self.assertRaises(AccessError):
                getattr(release, step)()
        for vals in ({"state": "released"}, {"amount": 9e9}, {"decision_note": "x"}):
            with self.assertRaises(AccessError):
                release.write(vals)
        with self.assertRaises(AccessError):
            release.create({"order_id": order.id, "state": "released"})

    def test_not_even_a_manager_writes_the_state(self):
        order = self.order(1500)
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids.with_user(self.manager)
        with self.assertRaises(AccessError):
            release.state = "released"
        with self.assertRaisesRegex(UserError, "Say why"):
            release.action_release()

    def test_a_refusal_holds_it(self):
        order = self.order(1500)
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids.with_user(self.manager)
        release.decision_note = "First the old invoice"
        release.action_refuse()
        with self.assertRaises(RedirectWarning):
            order.with_user(self.seller).action_confirm()
        with self.assertRaisesRegex(UserError, "decided already"):
            release.action_release()
        self.ask_dialog(order, self.seller).action_ask()
        self.assertEqual(len(order.kehu_release_ids), 2)

    def test_a_raised_total_asks_again_a_lower_one_does_not(self):
        order = self.order(1500)
        self.released(order)
        order.order_line.price_unit = 1501
        with self.assertRaises(RedirectWarning):
            order.with_user(self.seller).action_confirm()
        order.order_line.price_unit = 1499
        order.with_user(self.seller).action_confirm()
        self.assertEqual(order.state, "sale")

    def test_another_customer_on_the_order_asks_again(self):
        order = self.order(1500)
        self.released(order)
        self.limit(self.own, 100)
        order.partner_id = self.own
        with self.assertRaises(RedirectWarning):
            order.action_confirm()

    def test_asking_twice_is_one_question(self):
        order = self.order(1500)
        self.ask_dialog(order, self.seller).action_ask()
        order.order_line.price_unit = 1600
        self.ask_dialog(order, self.seller).action_ask()
        self.assertEqual(order.kehu_release_ids.mapped("amount"), [1600])

    def test_what_needs_none_is_not_asked_for(self):
        with self.assertRaisesRegex(UserError, "passes"):
            self.ask_dialog(self.order(500), self.seller).action_ask()

    def test_a_question_ends_with_its_order(self):
        paid, cancelled = self.order(1500), self.order(1500)
        for order in (paid, cancelled):
            self.ask_dialog(order, self.seller).action_ask()
        cancelled._action_cancel()
        self.assertEqual(cancelled.kehu_release_ids.state, "lapsed")
        self.prepay(self.golden, amount=1500)
        paid.with_user(self.seller).action_confirm()
        self.assertEqual(paid.kehu_release_ids.state, "lapsed")

    def test_who_reads_releases(self):
        order = self.order(1500)
        self.ask_dialog(order, self.seller).action_ask()
        release = order.kehu_release_ids
        self.assertTrue(release.with_user(self.manager).has_access("read"))
        for user in (self.colleague, self.plain, self.portal):
            self.assertFalse(release.with_user(user).has_access("read"), user.login)

    def test_releases_are_kept(self):
        release = self.released(self.order(1500))
        with self.assertRaises(UserError):
            release.sudo().unlink()

    def test_merging_keeps_the_release(self):
        order = self.order(1500)
        release = self.released(order)
        kept = self.make_customer("Kept")
        self.limit(kept, 1000)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.golden + kept).ids, kept)
        self.assertEqual((release.partner_id, order.partner_id), (kept, kept))
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_shipped_goods_are_always_invoiced(self):
        order = self.order(900)
        order.action_confirm()
        self.owe(5000, 90)
        self.limit(self.golden, 1)
        invoice = order.with_user(self.manager).sudo()._create_invoices()
        invoice.action_post()
        self.assertEqual(invoice.state, "posted")
        self.assertEqual(order.invoice_status, "invoiced")

    def test_a_down_payment_counts_once(self):
        order = self.order(1000)
        order.action_confirm()
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "percentage",
                "amount": 50,
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        wizard.create_invoices()
        order.invoice_ids.action_post()
        uninvoiced = self.facts._uninvoiced(self.company, self.golden)
        self.assertEqual(uninvoiced, {order.id: 500})
