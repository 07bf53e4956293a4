"""The triangle on the screen: the salesperson's phone, the accountant's desk."""

from odoo.tests import HttpCase, tagged

from .common_triangle import NUMBER, TriangleCase


class TriangleScreens(TriangleCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ordered = cls.order(500, partner=cls.own, kehu_merchant_id=cls.merchant.id)
        cls.ordered.with_user(cls.seller).action_confirm()


@tagged("post_install", "-at_install")
class TestTriangleDesk(TriangleScreens):
    def test_an_accountant_proposes_the_bill(self):
        sale = self.delivered(self.ordered, ("gift", "Two glasses", 40))
        sale.with_user(self.lead).action_confirm()
        page = "/odoo/kehu-merchant-advances"
        self.start_tour(page, "kehu_triangle_desk", login="accountant_points")
        self.assertEqual(sale.sudo().advance_ids.bill_id.amount_total, 40)


@tagged("post_install", "-at_install")
class TestTrianglePhone(TriangleScreens):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_registers_what_was_delivered(self):
        page = f"/odoo/sale.order/{self.ordered.id}"
        self.start_tour(page, "kehu_triangle_phone", login="seller")
        sale = self.ordered.kehu_delivery_ids
        self.assertEqual((sale.number, sale.state), (NUMBER, "waiting"))
        self.assertEqual(sale.amount, 500)
