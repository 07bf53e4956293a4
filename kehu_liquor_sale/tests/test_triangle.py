"""The triangle: the customer orders here, a merchant delivers and is repaid."""

from odoo.addons.kehu_liquor.tests.common import ago
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_triangle import NUMBER, TriangleCase


@tagged("post_install", "-at_install")
class TestTriangle(TriangleCase):
    def test_from_the_order_to_the_points_and_the_bill(self):
        order = self.named()
        self.assertEqual(len(self.mails(order)), 1)
        sale = self.delivered(
            order, ("gift", "Two glasses", 40), ("money", "Freight", 25)
        )
        self.assertEqual(
            (sale.partner_id, sale.merchant_id, sale.order_id, sale.amount),
            (self.own, self.merchant, order, 500),
        )
        self.assertEqual(set(sale.advance_ids.mapped("state")), {"waiting"})
        self.assertPoints(self.own, 0)
        sale.with_user(self.lead).action_confirm()
        self.assertPoints(self.own, 500)
        advances = sale.advance_ids
        self.assertEqual(set(advances.mapped("state")), {"due"})
        action = advances.with_user(self.accountant).action_propose_bills()
        bill = self.env["account.move"].browse(action["res_id"])
        self.assertEqual(
            (bill.move_type, bill.state, bill.partner_id, bill.amount_total),
            ("in_invoice", "draft", self.shop, 65),
        )
        self.assertIn(order.name, bill.invoice_line_ids[0].name)
        self.assertEqual(set(advances.mapped("state")), {"proposed"})
        bill.invoice_date = bill.date
        bill.action_post()
        self.assertEqual(set(advances.mapped("state")), {"billed"})

    def test_one_bill_for_each_merchant_and_nothing_twice(self):
        one, two = self.named(), self.named()
        first = self.delivered(one, ("gift", "Glasses", 40))
        second = self.delivered(two, ("gift", "Jug", 60), number="2" * 20)
        sales = first + second
        sales.with_user(self.lead).action_confirm()
        advances = sales.advance_ids.with_user(self.accountant)
        action = advances.action_propose_bills()
        bill = self.env["account.move"].browse(action["res_id"])
        self.assertEqual(bill.amount_total, 100)
        with self.refused("Glasses|Jug", UserError):
            advances.action_propose_bills()
        bill.unlink()  # the proposal is thrown away: it is due again
        self.env.invalidate_all()
        self.assertEqual(set(advances.mapped("state")), {"due"})

    def test_the_merchant_is_told_once(self):
        order = self.named()
        mail = self.mails(order)
        self.assertIn("Baijiu", mail.body_html)
        self.assertIn(order.name, mail.subject)
        order._action_cancel()
        calls = order.activity_ids
        self.assertRegex(calls.summary, "not to deliver")
        order.action_draft()
        order.note = "again"
        self.assertEqual(len(self.mails(order)), 1)
        order.action_confirm()
        order.write({"state": "sale"})
        order.write({"kehu_merchant_id": self.merchant.id})
        self.assertEqual(len(self.mails(order)), 2)  # called off, and told anew

    def test_in_the_merchants_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.shop.lang = "zh_CN"
        template = self.env.ref("kehu_liquor_sale.mail_template_merchant")
        template.with_context(lang="zh_CN").subject = "请送货：{{ object.name }}"
        self.assertIn("请送货", self.mails(self.named()).subject)

    def test_without_an_address_somebody_calls(self):
        self.shop.email = False
        order = self.named()
        self.assertFalse(self.mails(order))
        self.assertEqual(order.activity_ids.user_id, self.seller)
        self.assertIn("The Shop", order.activity_ids.summary)

    def test_a_draft_tells_nobody(self):
        order = self.order(partner=self.own, kehu_merchant_id=self.merchant.id)
        self.assertFalse(self.mails(order) or order.activity_ids)

    def test_named_after_confirming(self):
        order = self.order(partner=self.own)
        order.action_confirm()
        order.with_user(self.seller).kehu_merchant_id = self.merchant
        self.assertEqual(len(self.mails(order)), 1)

    # ------------------------------------------------------- no invoice of ours
    def test_no_invoice_of_ours(self):
        self.env.user.lang = "en_US"
        order = self.named()
        self.assertEqual(order.invoice_status, "no")
        with self.refused("The Shop: we make no invoice", UserError):
            order._create_invoices()
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "fixed",
                "fixed_amount": 10,
                "sale_order_ids": order.ids,
            }
        )
        with self.refused("we make no invoice", UserError):
            wizard.create_invoices()

    def test_nor_one_that_was_made_by_hand(self):
        order = self.named()
        move = self.draft("out_invoice", self.own, [(self.product, 1, 500)])
        move.invoice_line_ids.sale_line_ids = order.order_line
        with self.refused("we make no invoice", UserError):
            move.action_post()

    def test_an_invoiced_order_is_ours(self):
        order = self.order(partner=self.own)
        order.action_confirm()
        order._create_invoices()
        with self.refused("invoiced by us already", UserError):
            order.kehu_merchant_id = self.merchant

    def test_it_is_no_debt_and_no_sale(self):
        order = self.named(900, partner_invoice_id=self.own.id)
        self.limit(self.own, 1000)
        self.assertFalse(self.facts._uninvoiced(self.company, self.own))
        sale = self.delivered(order)
        sale.with_user(self.lead).action_confirm()
        self.refresh()
        self.assertFigures(self.own, net_12m=0)
        self.order(900, partner=self.own).action_confirm()

    def test_ours_again_it_passes_as_every_order(self):
        order = self.order(1500, partner=self.golden, kehu_merchant_id=self.merchant.id)
        order.action_confirm()
        with self.assertRaises(Exception) as caught:
            order.kehu_merchant_id = False
        self.assertIn("needs a manager's release", str(caught.exception))

    # ---------------------------------------------------------------- refused
    def test_one_delivery_for_each_order(self):
        order = self.named()
        sale = self.delivered(order)
        self.assertTrue(order.kehu_is_delivered)
        action = order.with_user(self.seller).action_kehu_delivered()
        self.assertEqual(action["res_id"], sale.id)
        with self.refused(f"registered already: invoice {NUMBER}"):
            self.register(order_id=order.id, number="2" * 20, picture=False)
        for change in (
            {"kehu_merchant_id": False},
            {"kehu_merchant_id": self.designate(self.far).id},
        ):
            with self.refused("its invoice", UserError):
                order.write(change)
        with self.refused("its invoice", UserError):
            order._action_cancel()
        sale.action_cancel()
        again = self.delivered(order)
        self.assertEqual(again.state, "waiting")

    def test_of_another_order_or_merchant_or_customer(self):
        order = self.named()
        other = self.designate(self.make_customer("Shop 2"))
        with self.refused("names another merchant"):
            self.register(order_id=order.id, merchant_id=other.id)
        mine = self.make_customer("Mine", user_id=self.seller.id)
        with self.refused("of another customer"):
            self.register(order_id=order.id, partner=mine)
        draft = self.order(partner=self.own, kehu_merchant_id=self.merchant.id)
        with self.refused("not confirmed"):
            self.register(order_id=draft.id)
        sale = self.delivered(order)
        with self.refused("The order stays", UserError):
            sale.order_id = draft

    def test_an_order_vouches_in_place_of_a_picture(self):
        with self.refused("picture"):
            self.register(picture=False)
        self.assertFalse(self.delivered(self.named()).picture)

    def test_other_than_ordered_is_said(self):
        sale = self.delivered(self.named())
        self.assertFalse(sale.order_text)
        sale.line_ids.quantity = 3
        self.assertEqual(sale.order_text, "Baijiu: ordered 1, on the invoice 3")

    def test_nobody_delivers_to_itself_nor_undesignated(self):
        with self.refused("to itself"):
            self.order(partner=self.shop, kehu_merchant_id=self.merchant.id)
        self.merchant.date_end = ago(1)
        with self.refused("no designated merchant today"):
            self.order(partner=self.own, kehu_merchant_id=self.merchant.id)

    def test_no_gift_for_a_unit_of_the_state(self):
        self.own.kehu_is_government = True
        order = self.named()
        with self.refused("no gifts"):
            self.delivered(order, ("gift", "Two glasses", 40))
        sale = self.delivered(order, ("money", "Freight", 25))
        with self.refused("no gifts"):
            sale.advance_ids.advance_kind = "gift"

    def test_an_advance_needs_an_order(self):
        invoice = self.register()
        with self.refused("for an order of ours"):
            self.env["kehu.merchant.advance"].with_user(self.seller).create(
                {"sale_id": invoice.id, "name": "Cup", "amount": 3}
            )

    def test_taken_back_after_it_was_billed(self):
        sale = self.delivered(self.named(), ("gift", "Glasses", 40))
        sale.with_user(self.lead).action_confirm()
        advances = sale.advance_ids
        bill = advances.with_user(self.accountant).action_propose_bills()["res_id"]
        boss = sale.with_user(self.manager)
        boss.reason = "The goods came back"
        with self.refused("take that back", UserError):
            boss.action_cancel()
        self.env["account.move"].browse(bill).unlink()
        boss.action_cancel()
        self.assertPoints(self.own, 0)
        self.assertEqual(advances.state, "gone")
        with self.refused("Not Due", UserError):
            advances.with_user(self.accountant).action_propose_bills()

    # ------------------------------------------------------------------ doors
    def test_neither_who_registers_nor_whose_order_it_is_checks(self):
        order = self.named()
        order.user_id = self.lead
        sale = self.delivered(order, user=self.manager)
        for user in (self.lead, self.manager):
            with self.refused("A second person", UserError):
                sale.with_user(user).action_confirm()
        sale.with_user(self.accountant).action_confirm()

    def test_only_the_books_propose_bills(self):
        sale = self.delivered(self.named(), ("gift", "Glasses", 40))
        sale.with_user(self.lead).action_confirm()
        for user in (self.seller, self.lead, self.manager):
            with self.refused("keeps the books", AccessError):
                sale.advance_ids.with_user(user).action_propose_bills()
        for user in (self.colleague, self.plain, self.portal):
            with self.assertRaises(AccessError):
                sale.advance_ids.with_user(user).read(["name"])
        for user in (self.seller, self.lead, self.manager, self.accountant):
            for values in ({"amount": 900}, {"bill_id": False}, {"state": "due"}):
                with self.assertRaises(UserError):
                    sale.advance_ids.with_user(user).write(values)
            with self.assertRaises(UserError):
                sale.advance_ids.with_user(user).unlink()

    def test_another_company(self):
        other = self.make_company("Elsewhere")
        theirs = self.designate(self.make_customer("Theirs"), company_id=other.id)
        with self.assertRaises(UserError):
            self.order(partner=self.own, kehu_merchant_id=theirs.id)

    def test_the_night_twice_is_nothing_new(self):
        sale = self.delivered(self.named(), ("gift", "Glasses", 40))
        sale.with_user(self.lead).action_confirm()
        self.night()
        before = len(self.of_shown(sale)), len(self.env["mail.mail"].search([]))
        self.night()
        after = len(self.of_shown(sale)), len(self.env["mail.mail"].search([]))
        self.assertEqual(before, after)
