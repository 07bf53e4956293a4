from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """What a merchant invoices is not invoiced by us as well, whatever way it takes."""

    _inherit = "account.move"

    def _post(self, soft=True):
        for move in self.filtered(lambda move: move.is_sale_document(True)):
            orders = move.sudo().invoice_line_ids.sale_line_ids.order_id
            if named := orders.filtered("kehu_merchant_id")[:1]:
                raise UserError(
                    self.env._(
                        "%(order)s is delivered and invoiced by %(merchant)s: we make "
                        "no invoice of it.",
                        order=named.name,
                        merchant=named.kehu_merchant_id.name,
                    )
                )
        return super()._post(soft)
