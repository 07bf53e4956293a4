"""A merchant's invoice that a customer shows: registered, checked, it earns."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import TODAY, ago
from .common_merchant import NUMBER, PICTURE, MerchantCase


@tagged("post_install", "-at_install")
class TestMerchantInvoice(MerchantCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()

    def test_from_the_picture_to_the_points(self):
        invoice = self.register((self.wine, 2, 100, 13), (self.beer, 3, 10, 1.3))
        self.assertEqual((invoice.state, invoice.kind), ("waiting", "merchant_invoice"))
        self.assertEqual((invoice.amount, invoice.total), (110, 124.3))
        self.assertEqual(invoice.registered_by_id, self.seller)
        self.assertPoints(self.own, 0)  # nothing before it is checked
        invoice.with_user(self.lead).action_confirm()
        self.assertEqual(self.of_shown(invoice), [("earn", 100), ("earn", 10)])
        self.assertPoints(self.own, 110)
        self.assertEqual((invoice.points, invoice.decided_by_id), (110, self.lead))
        entry = self.entries.search([("external_sale_id", "=", invoice.id)], limit=1)
        self.assertEqual((entry.document, entry.day), (NUMBER, TODAY))
        action = entry.with_user(self.seller).action_open_source()
        self.assertEqual(action["res_id"], invoice.id)

    def test_entered_in_the_form(self):
        view = "kehu_liquor.kehu_merchant_invoice_view_form"
        sales = self.sales.with_user(self.seller)
        form = Form(sales.with_context(default_kind="merchant_invoice"), view)
        form.number = " 2651 2000 0000 1234 5678 "
        form.date = ago(3)
        form.partner_id = self.own
        form.merchant_id = self.merchant
        form.picture = PICTURE
        with form.line_ids.new() as line:
            line.product_id = self.wine
            line.quantity = 6
            line.amount = 600
            line.tax_amount = 78
        invoice = form.save()
        self.assertEqual(
            (invoice.number, invoice.total, invoice.state), (NUMBER, 678, "waiting")
        )

    def test_by_bottles_with_tax_and_by_grade_of_the_day(self):
        self.one.date_end = ago(1)
        self.rule(basis="bottle", points=6, product_ids=self.wine.ids, sequence=1)
        self.rule(basis="gross", sequence=2)
        invoice = self.confirmed((self.wine, 2, 100, 13), (self.beer, 3, 10, 1.3))
        self.assertEqual(self.of_shown(invoice), [("earn", 12), ("earn", 11)])

    def test_a_rule_that_waits_for_payment_earns(self):
        self.one.date_end = ago(1)
        self.rule(moment="paid")
        self.confirmed()
        self.assertPoints(self.own, 100)

    def test_cancelled_the_points_go_back(self):
        invoice = self.confirmed()
        invoice.with_user(self.lead).reason = "The shop made out another"
        invoice.with_user(self.lead).action_cancel()
        self.assertEqual(self.of_shown(invoice), [("earn", 100), ("reverse", -100)])
        self.assertPoints(self.own, 0)
        self.confirmed()  # its number is free again
        self.assertPoints(self.own, 100)

    def test_asked_again_nothing_is_booked(self):
        invoice = self.confirmed()
        for _again in range(3):
            self.entries._settle_shown(invoice)
        self.assertEqual(len(self.of_shown(invoice)), 1)
        self.night()
        self.night()
        self.assertEqual(len(self.of_shown(invoice)), 1)
        run = self.env["kehu.run"].search([], order="id desc", limit=1)
        self.assertFalse(run.points_differ)

    def test_no_sales_figure_knows_it(self):
        self.confirmed()
        self.refresh()
        self.assertFigures(self.own, net_12m=0, order_count_12m=0)
        self.assertFalse(self.own.with_user(self.seller).kehu_history_count)

    def test_without_a_rule_it_earns_nothing_until_one_holds(self):
        self.one.active = False
        invoice = self.confirmed()
        self.assertEqual(self.of_shown(invoice), [])

    def test_a_difference_is_found_and_booked(self):
        invoice = self.confirmed()
        self.env.flush_all()
        line = invoice.sudo().line_ids
        self.env.cr.execute(
            "UPDATE kehu_external_sale_line SET amount = 70 WHERE id = %s", line.ids
        )
        self.env.invalidate_all()
        differences = self.env["kehu.points.difference"]
        self.assertEqual(differences._check(self.company), 1)
        row = differences.search([("external_sale_id", "=", invoice.id)])
        self.assertEqual((row.target, row.booked, row.difference), (70, 100, -30))
        row.with_user(self.manager).action_book()
        self.assertPoints(self.own, 70)

    # ------------------------------------------------------------ found twice
    def test_found_twice_it_names_the_first(self):
        self.register()
        with self.refused("The Shop.*Own.*seller"):
            self.register(partner=self.others, user=self.colleague)
        other = self.designate(self.make_customer("Shop 2"))
        with self.refused("registered already"):
            self.register(merchant_id=other.id, number="２６５１ 20000000 12345678")
        self.assertEqual(self.sales.search_count([("kind", "!=", "history")]), 1)

    def test_nor_by_changing_another(self):
        self.register()
        second = self.register(number="2" * 20)
        with self.refused("registered already"):
            second.number = NUMBER
        self.assertEqual(second.number, "2" * 20)

    def test_the_number_of_an_invoice_of_ours(self):
        move = self.draft("out_invoice", self.own, [(self.wine, 1, 100)], ref=NUMBER)
        move.action_post()
        with self.refused("our own invoice"):
            self.register()
        self.register(partner=self.others, user=self.colleague)

    def test_a_refused_one_may_be_shown_again(self):
        invoice = self.register()
        invoice = invoice.with_user(self.lead)
        with self.refused("Say why", UserError):
            invoice.action_refuse()
        invoice.reason = "The picture shows another number"
        invoice.action_refuse()
        self.assertEqual(invoice.state, "refused")
        self.confirmed()
        self.assertPoints(self.own, 100)

    # ---------------------------------------------------------------- refused
    def test_what_makes_no_sense_is_refused(self):
        self.company.kehu_cutover_date = ago(100)
        ended = self.designate(self.make_customer("Ended"), date_end=ago(10))
        for said, values in (
            ("future", {"date": TODAY + timedelta(days=1)}),
            ("imported history", {"date": ago(101)}),
            ("picture", {"picture": False}),
            ("digits and letters", {"number": "2651-2000-0000-1234-5678"}),
            ("digits and letters", {"number": "二六五一" * 5}),
            ("20 digits or more", {"number": "12345678"}),
            ("20 digits or more", {"number": "12345678", "invoice_code": "123"}),
            ("no code", {"invoice_code": "051001900111"}),
            ("no designated merchant", {"merchant_id": ended.id}),
            ("at least one line", {"line_ids": []}),
        ):
            with self.subTest(said), self.refused(said):
                self.register(**values)
        for said, line in (
            ("how many", (self.wine, 0, 100)),
            ("more than nothing", (self.wine, 1, 0)),
            ("more than nothing", (self.wine, 1, 10, -1)),
        ):
            with self.subTest(line), self.refused(said):
                self.register(line)
        self.assertFalse(self.sales.search([("company_id", "=", self.company.id)]))

    def test_an_invoice_on_paper_with_its_code(self):
        invoice = self.register(number="00123456", invoice_code="051001900111")
        self.assertEqual(invoice.number_key, "05100190011100123456")
        self.register(number="00123456", invoice_code="051001900112")

    def test_the_merchant_itself_earns_nothing(self):
        self.shop.user_id = self.seller
        with self.refused("the merchant itself"):
            self.register(partner=self.shop)

    def test_a_contact_buys_for_its_company(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.own.id}
        )
        self.confirmed(partner=contact)
        self.assertPoints(self.own, 100)

    def test_no_file_but_a_picture(self):
        with self.assertRaises(UserError):
            self.register(picture="aGVsbG8gd29ybGQ=")

    # --------------------------------------------------------- what stands
    def test_changed_while_it_waits(self):
        invoice = self.register()
        invoice.line_ids.amount = 70
        self.assertEqual((invoice.amount, invoice.total), (70, 83))
        invoice.line_ids = [
            Command.clear(),
            Command.create({"product_id": self.beer.id, "quantity": 1, "amount": 5}),
        ]
        self.assertEqual((invoice.amount, invoice.total), (5, 5))

    def test_whoever_changed_it_does_not_check_it(self):
        invoice = self.register()
        invoice.with_user(self.lead).line_ids.amount = 500
        self.assertEqual(invoice.registered_by_id, self.lead)
        with self.refused("A second person", UserError):
            invoice.with_user(self.lead).action_confirm()
        invoice.with_user(self.manager).action_confirm()
        self.assertPoints(self.own, 500)

    def test_emptied_it_is_not_confirmed(self):
        invoice = self.register()
        invoice.line_ids.unlink()
        with self.refused("at least one line"):
            invoice.with_user(self.lead).action_confirm()

    def test_what_is_decided_stands(self):
        invoice = self.confirmed()
        for user in (self.seller, self.lead, self.manager):
            ours = invoice.with_user(user)
            for act in (
                lambda ours=ours: ours.write({"number": "2" * 20}),
                lambda ours=ours: ours.line_ids.write({"amount": 9}),
                lambda ours=ours: ours.line_ids.unlink(),
                lambda ours=ours: ours.write({"line_ids": [Command.clear()]}),
                lambda ours=ours: ours.action_confirm(),
            ):
                with self.assertRaises(UserError):
                    act()
        self.assertPoints(self.own, 100)

    def test_merged_merchants_go_on_as_one(self):
        twin = self.make_customer("The Shop Again")
        again = self.designate(twin)
        self.confirmed(merchant_id=again.id)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.shop + twin).ids, self.shop)
        self.env.invalidate_all()
        rows = self.merchant + again
        self.assertEqual(rows.partner_id, self.shop)
        self.assertEqual(len(rows.filtered("active")), 1)
        self.assertEqual(len(again.invoice_ids), 1)

    def test_merged_customers_keep_their_invoices(self):
        self.confirmed()
        self.confirmed(partner=self.others, user=self.colleague, number="2" * 20)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + self.others).ids, self.own)
        self.env.invalidate_all()
        self.assertPoints(self.own, 200)
        self.assertEqual(
            set(
                self.sales.search([("partner_id", "=", self.own.id)]).mapped(
                    "number_key"
                )
            ),
            {NUMBER, "2" * 20},
        )
