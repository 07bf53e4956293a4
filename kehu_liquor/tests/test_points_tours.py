"""Points on the screen: at the desk and on a phone."""

from odoo.tests import HttpCase, tagged

from .common_points import PointsCase


class PointsTour(PointsCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()
        cls.bill(cls.own, (cls.wine, 1, 100))
        cls.bill(cls.far, (cls.wine, 1, 100))
        cls.window((cls.make_product("Glass"), 30, 0))


@tagged("post_install", "-at_install")
class TestPointsDesk(PointsTour):
    def test_a_salesperson_asks_for_a_gift(self):
        self.start_tour("/odoo/kehu-points", "kehu_points_desk", login="seller")
        redemption = self.env["kehu.redemption"].search(
            [("partner_id", "=", self.own.id)]
        )
        self.assertEqual((redemption.state, redemption.points), ("requested", 30))


@tagged("post_install", "-at_install")
class TestPointsPhone(PointsTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_sees_points_and_where_they_come_from(self):
        self.start_tour("/odoo/kehu-points", "kehu_points_phone", login="seller")

    def test_a_salesperson_redeems_from_the_customers_page(self):
        self.own.with_user(self.seller)._kehu_refresh(self.company)
        page = f"/odoo/res.partner/{self.own.id}"
        self.start_tour(page, "kehu_points_redeem_phone", login="seller")
        redemption = self.env["kehu.redemption"].search(
            [("partner_id", "=", self.own.id)]
        )
        self.assertEqual((redemption.state, redemption.points), ("requested", 30))
