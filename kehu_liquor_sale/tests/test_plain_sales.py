"""Who sells and has no part in our app works as without it."""

from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestPlainSales(OrderCase):
    def test_an_order_is_read_searched_and_cancelled(self):
        plain = self.make_user("plain_sales", "sales_team.group_sale_salesman")
        order = self.order(5, user_id=plain.id).with_user(plain)
        order.invalidate_recordset()
        found = order.read()[0]
        self.assertIn("kehu_is_delivered", found)
        self.assertNotIn("kehu_delivery_ids", found)
        waits = [("kehu_is_delivered", "=", False), ("id", "=", order.id)]
        self.assertEqual(order.search(waits), order)
        order.copy().action_confirm()
        order.action_cancel()
        self.assertEqual(order.state, "cancel")
