from odoo import models


class PaymentTransaction(models.Model):
    """A payment confirms its order when the order passes; else a release is asked.

    Money that came in is never refused: the order waits as a quotation, and nobody
    who pays reads our reasons.
    """

    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        waiting = self.filtered(lambda tx: tx._kehu_waits())
        return super(
            PaymentTransaction, self - waiting
        )._check_amount_and_confirm_order()

    def _kehu_waits(self):
        order = self.sale_order_ids
        if len(order) != 1 or order.state not in ("draft", "sent"):
            return False
        if not order._is_confirmation_amount_reached() or not order._kehu_blocked():
            return False
        order._kehu_ask(self.env._("Paid in part: %s", self.reference))
        return True
