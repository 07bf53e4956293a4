"""An order that a designated merchant delivers, and the merchant's answer."""

from odoo.addons.kehu_liquor.tests.common_merchant import NUMBER, MerchantCase
from odoo.fields import Command
from odoo.tests import Form

from .common import OrderCase


class TriangleCase(OrderCase, MerchantCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()
        cls.shop.email = "shop@example.com"
        cls.entitle(cls.lead)

    @classmethod
    def entitle(cls, user):
        everything = cls.env.ref("sales_team.group_sale_salesman_all_leads")
        user.group_ids = [Command.link(everything.id)]

    def named(self, amount=500, **values):
        """A confirmed order that names the merchant."""
        order = self.order(
            amount, partner=self.own, kehu_merchant_id=self.merchant.id, **values
        )
        order.with_user(self.seller).action_confirm()
        return order

    def delivered(self, order, *advances, user=None, number=NUMBER):
        """What the salesperson enters of the merchant's confirmation, in the form."""
        action = order.with_user(user or self.seller).action_kehu_delivered()
        sales = self.sales.with_user(user or self.seller)
        form = Form(
            sales.with_context(**action["context"]),
            "kehu_liquor.kehu_merchant_invoice_view_form",
        )
        form.number = number
        form.date = self.facts._today(self.company)
        for kind, name, amount in advances:
            with form.advance_ids.new() as line:
                line.advance_kind, line.name, line.amount = kind, name, amount
        return form.save()

    def mails(self, order):
        """Messages to the merchant about an order."""
        mails = self.env["mail.mail"].sudo()
        return mails.search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)]
        ).filtered(lambda mail: self.shop in mail.recipient_ids)
