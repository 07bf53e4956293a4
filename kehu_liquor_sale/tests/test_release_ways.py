"""Whatever way an order is confirmed, it is asked about."""

from odoo.exceptions import RedirectWarning
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestWays(OrderCase):
    def held(self):
        return self.assertRaises(RedirectWarning)

    def test_a_remote_call(self):
        order = self.order(1500)
        model = self.env["sale.order"].with_user(self.seller)
        with self.held():
            call_kw(model, "action_confirm", [order.ids], {})
        with self.held():
            call_kw(model, "write", [order.ids, {"state": "sale"}], {})
        context = {"install_mode": True}
        with self.held():
            call_kw(model, "action_confirm", [order.ids], {"context": context})
        self.assertEqual(order.state, "draft")

    def test_born_confirmed(self):
        line = {"product_id": self.product.id, "price_unit": 1500}
        with self.held():
            self.env["sale.order"].with_user(self.seller).create(
                {
                    "partner_id": self.golden.id,
                    "state": "sale",
                    "order_line": [Command.create(line)],
                }
            )

    def test_a_copy_has_no_release(self):
        order = self.order(1500)
        self.released(order)
        copied = order.copy()
        self.assertFalse(copied.kehu_release_ids)
        with self.held():
            copied.action_confirm()
        with self.held():
            order.copy({"state": "sale"})

    def test_many_at_once_name_the_one(self):
        fine, held = self.order(100), self.order(1500)
        with self.held() as refusal:
            (fine + held).action_confirm()
        self.assertIn(held.name, str(refusal.exception))
        self.assertEqual(fine.state, "draft")

    def test_many_that_only_together_are_too_much(self):
        orders = self.order(600) + self.order(600)
        with self.held():
            orders.action_confirm()

    def test_a_confirmed_order_is_not_raised_over_the_limit(self):
        order = self.order(900)
        order.action_confirm()
        with self.held():
            raised = Command.update(order.order_line.id, {"price_unit": 2000})
            order.with_user(self.seller).write({"order_line": [raised]})
        with self.held():
            self.env["sale.order.line"].create(
                {
                    "order_id": order.id,
                    "product_id": self.product.id,
                    "price_unit": 200,
                    "tax_ids": False,
                }
            )
        order.order_line[:1].price_unit = 950
        self.assertEqual(order.amount_total, 950)

    def test_the_portal_keeps_a_quotation_and_asks(self):
        order = self.order(1500)
        order.with_user(self.env.ref("base.public_user")).sudo()._validate_order()
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.kehu_release_ids.state, "asked")

    def test_the_portal_confirms_what_passes(self):
        order = self.order(500)
        order.with_user(self.env.ref("base.public_user")).sudo()._validate_order()
        self.assertEqual(order.state, "sale")


@tagged("post_install", "-at_install")
class TestPaid(OrderCase):
    """A shop's payment: in full it passes, in part the order waits."""

    def pay_online(self, order, amount):
        provider = self.env["payment.provider"].create(
            {"name": "Tried", "code": "none", "company_id": self.company.id}
        )
        method = self.env["payment.method"].create({"name": "Tried", "code": "tried"})
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "amount": amount,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "reference": f"{order.name}-{amount}",
                "state": "done",
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        return transaction._check_amount_and_confirm_order()

    def test_paid_in_full_it_passes(self):
        order = self.order(1500, require_payment=True)
        self.assertEqual(self.pay_online(order, 1500), order)
        self.assertEqual(order.state, "sale")

    def test_paid_in_part_it_waits(self):
        order = self.order(1500, require_payment=True, prepayment_percent=0.3)
        self.assertFalse(self.pay_online(order, 450))
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.kehu_release_ids.state, "asked")

    def test_in_part_within_the_limit_it_passes(self):
        order = self.order(900, require_payment=True, prepayment_percent=0.5)
        self.assertEqual(self.pay_online(order, 450), order)

    def test_a_paid_order_is_not_raised_on_the_same_money(self):
        order = self.order(1500, require_payment=True)
        self.pay_online(order, 1500)
        with self.assertRaises(RedirectWarning):
            order.order_line.price_unit = 1600
