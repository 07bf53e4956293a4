"""Who may register and check merchants' invoices; and two people at once."""

import threading

from psycopg2 import errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import ago
from .common_merchant import NUMBER, PICTURE, MerchantCase


@tagged("post_install", "-at_install")
class TestMerchantDoors(MerchantCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()

    def test_own_customers_alone(self):
        with self.assertRaises(AccessError):
            self.register(partner=self.far)
        with self.assertRaises(AccessError):
            self.register(partner=self.others)
        invoice = self.register()
        for user in (self.colleague, self.stranger):
            with self.assertRaises(AccessError):
                invoice.with_user(user).read(["number"])
        for user in (self.lead, self.manager, self.accountant):
            self.assertEqual(invoice.with_user(user).number, NUMBER)
        for user in (self.plain, self.portal):
            with self.assertRaises(AccessError):
                invoice.with_user(user).read(["number"])
            with self.assertRaises(AccessError):
                self.register(user=user)

    def test_who_registers_cannot_check(self):
        for user in (self.seller, self.lead, self.manager):
            invoice = self.register(number=str(user.id).zfill(20), user=user)
            self.assertFalse(invoice.may_check)
            with self.assertRaises(UserError):
                invoice.action_confirm()
            with self.assertRaises(UserError):
                invoice.action_refuse()
        with self.refused("Leads, managers and accountants", AccessError):
            invoice.with_user(self.seller).action_confirm()

    def test_an_accountant_checks(self):
        invoice = self.register()
        invoice.with_user(self.accountant).action_confirm()
        self.assertPoints(self.own, 100)

    def test_an_accountant_registers_nothing(self):
        invoice = self.register()
        with self.assertRaises(AccessError):
            invoice.with_user(self.accountant).write({"number": "2" * 20})
        with self.assertRaises(AccessError):
            invoice.with_user(self.accountant).line_ids.write({"amount": 5})

    def test_nobody_by_hand_around_the_buttons(self):
        invoice = self.register()
        for user in (self.seller, self.lead, self.manager, self.accountant):
            for values in (
                {"state": "confirmed"},
                {"registered_by_id": self.far.id},
                {"kind": "history"},
                {"amount": 5},
                {"number_key": "x"},
                {"decided_by_id": user.id},
            ):
                told = f"{user.login} {values}"
                with self.subTest(told), self.assertRaises(AccessError):
                    invoice.with_user(user).write(values)
        with self.assertRaises(AccessError):
            invoice.unlink()

    def test_what_is_decided_is_not_sent_along(self):
        invoice = self.register(
            state="confirmed",
            kind="history",
            amount=1e6,
            registered_by_id=self.manager.id,
            number_key="x",
            import_id=7,
        )
        self.assertEqual(
            (invoice.state, invoice.kind, invoice.amount, invoice.number_key),
            ("waiting", "merchant_invoice", 100, NUMBER),
        )
        self.assertEqual(invoice.registered_by_id, self.seller)

    def test_imported_history_is_not_edited(self):
        past = self.sales.create(
            {
                "kind": "history",
                "number": "A1",
                "number_key": "a1",
                "partner_id": self.own.id,
                "company_id": self.company.id,
                "date": ago(500),
                "amount": 10,
                "line_ids": [Command.create({"product_id": self.wine.id})],
            }
        )
        for user in (self.seller, self.lead, self.manager):
            ours = past.with_user(user)
            for act in (
                lambda ours=ours: ours.write({"number": "B"}),
                lambda ours=ours: ours.write({"reason": "B"}),
                lambda ours=ours: ours.line_ids.write({"amount": 1}),
                lambda ours=ours: ours.line_ids.unlink(),
                lambda ours=ours: ours.action_confirm(),
                lambda ours=ours: ours.action_cancel(),
            ):
                with self.assertRaises(UserError):
                    act()

    def test_withdrawn_by_who_registered_it(self):
        invoice = self.register()
        with self.assertRaises(UserError):
            invoice.with_user(self.lead).action_cancel()
        invoice.action_cancel()
        self.assertEqual(invoice.state, "cancelled")
        with self.assertRaises(UserError):
            invoice.action_cancel()

    def test_one_that_counts_is_not_withdrawn_by_a_salesperson(self):
        invoice = self.confirmed()
        with self.assertRaises(AccessError):
            invoice.action_cancel()
        with self.refused("Say why", UserError):
            invoice.with_user(self.manager).action_cancel()
        self.assertPoints(self.own, 100)

    def test_another_company(self):
        other = self.make_company("Elsewhere")
        with self.assertRaises(AccessError):
            self.register(company_id=other.id)
        foreign = self.designate(self.make_customer("Theirs"), company_id=other.id)
        with self.assertRaises(UserError):
            self.register(merchant_id=foreign.id)
        invoice = self.register()
        stranger = self.make_user("elsewhere", "kehu_liquor.group_kehu_manager")
        stranger.write({"company_ids": other.ids, "company_id": other.id})
        with self.assertRaises(AccessError):
            invoice.with_user(stranger).read(["number"])

    def test_everybody_names_a_merchant_a_manager_designates(self):
        merchant = self.merchant.with_user(self.seller)
        self.assertEqual(merchant.display_name, "The Shop")
        with self.assertRaises(AccessError):
            merchant.partner_id.read(["phone"])
        for user in (self.seller, self.lead, self.accountant):
            with self.assertRaises(AccessError):
                self.env["kehu.merchant"].with_user(user).create(
                    {"partner_id": self.own.id}
                )
        merchants = self.env["kehu.merchant"].with_user(self.manager)
        self.assertTrue(merchants.create({"partner_id": self.free.id}))
        for partner in (self.company.partner_id, self.seller.partner_id):
            with self.refused("designate the merchant"):
                merchants.create({"partner_id": partner.id})
        self.register()
        with self.refused("end the designation"):
            self.merchant.with_user(self.manager).unlink()


@tagged("post_install", "-at_install")
class TestTwoRegisterAtOnce(TransactionCase):
    """Two real connections: the same invoice, registered by two people at once."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            partners = env["res.partner"].create(
                [{"name": f"Race {n} Ltd", "is_company": True} for n in (1, 2)]
            )
            self.partner_ids = partners.ids
            company = env.ref("base.main_company")
            merchant = {"partner_id": partners[0].id, "company_id": company.id}
            self.merchant_id = env["kehu.merchant"].create(merchant).id
            product = env["product.product"].create({"name": "Race"})
            self.product_id = product.id
            self.values = {
                "kind": "merchant_invoice",
                "state": "waiting",
                "company_id": company.id,
                "partner_id": partners[1].id,
                "merchant_id": self.merchant_id,
                "number": "9" * 20,
                "date": env["kehu.facts"]._today(company),
                "picture": PICTURE,
                "line_ids": [
                    Command.create(
                        {"product_id": product.id, "quantity": 1, "amount": 1}
                    )
                ],
            }
        self.addCleanup(self.forget)

    def forget(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            query = "DELETE FROM kehu_external_sale WHERE merchant_id = %s"
            cr.execute(query, [self.merchant_id])
            env["kehu.merchant"].browse(self.merchant_id).unlink()
            env["product.product"].browse(self.product_id).product_tmpl_id.unlink()
            env["res.partner"].browse(self.partner_ids).unlink()

    def register(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["kehu.external.sale"].create(dict(self.values))
        env.flush_all()

    def test_the_second_is_turned_away(self):
        with self.registry.cursor() as one, self.registry.cursor() as two:
            two.execute("SELECT 1")  # reads before the first
            self.register(one)
            failed = []

            def second():
                try:
                    self.register(two)
                except errors.UniqueViolation as failure:
                    failed.append(failure)

            waiting = threading.Thread(target=second)
            with mute_logger("odoo.sql_db"):
                waiting.start()
                waiting.join(0.5)
                self.assertTrue(waiting.is_alive(), "it waits for the first")
                one.commit()
                waiting.join(10)
            self.assertEqual(len(failed), 1)
            two.rollback()
            with self.assertRaisesRegex(ValidationError, "registered already"):
                self.register(two)
            two.rollback()
