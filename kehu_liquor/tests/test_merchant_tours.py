"""Merchants' invoices on the screen: registered on a phone, checked at the desk."""

from odoo.tests import HttpCase, tagged

from .common_merchant import NUMBER, MerchantCase


class MerchantTour(MerchantCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()
        cls.invoice = cls.sales.with_user(cls.seller).create(cls.shown())


@tagged("post_install", "-at_install")
class TestMerchantDesk(MerchantTour):
    def test_a_lead_checks(self):
        page = "/odoo/kehu-merchant-invoices"
        self.start_tour(page, "kehu_merchant_desk", login="lead")
        self.assertEqual(self.invoice.state, "confirmed")
        self.assertPoints(self.own, 100)


@tagged("post_install", "-at_install")
class TestMerchantPhone(MerchantTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_withdraws_what_is_wrong(self):
        page = "/odoo/kehu-merchant-invoices"
        self.start_tour(page, "kehu_merchant_phone", login="seller")
        self.assertEqual(self.invoice.state, "waiting")
        self.assertEqual(self.invoice.number, "2" * 20)
        self.assertNotEqual(NUMBER, self.invoice.number)
