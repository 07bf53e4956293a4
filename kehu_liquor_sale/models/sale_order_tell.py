from odoo import fields, models

from .sale_order import SALES


class SaleOrderTell(models.Model):
    """The merchant is told of an order once: by mail, or by a call of the salesperson.

    Confirmed again, nothing more is sent. When it is not needed any more, somebody
    calls: a merchant may have the goods on the car.
    """

    _inherit = "sale.order"

    kehu_told_on = fields.Datetime(
        string="Merchant Told on", readonly=True, copy=False, groups=SALES
    )

    def _kehu_tell_merchants(self):
        for order in self.sudo():
            merchant = order.kehu_merchant_id
            if order.state == "sale" and merchant and not order.kehu_told_on:
                order.kehu_told_on = fields.Datetime.now()
                order._kehu_tell(merchant)

    def _kehu_tell(self, merchant):
        """By mail where it has an address; it goes with the queue, one an order."""
        template = self.env.ref(
            "kehu_liquor_sale.mail_template_merchant", raise_if_not_found=False
        )
        if template and merchant.partner_id.email:
            template.send_mail(self.id)
            return
        self._kehu_call(self.env._("Tell %s what to deliver", merchant.name))

    def _kehu_call_off(self, merchant):
        """A merchant that was told is not to deliver after all."""
        order = self.sudo()
        if merchant and order.kehu_told_on:
            order.kehu_told_on = False
            order._kehu_call(self.env._("Tell %s not to deliver", merchant.name))

    def _kehu_call(self, summary):
        self.activity_schedule(
            "mail.mail_activity_data_call",
            summary=summary,
            user_id=(self.user_id or self.env.user).id,
        )
