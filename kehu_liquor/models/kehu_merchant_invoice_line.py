from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .kehu_merchant_invoice import KIND


class KehuMerchantInvoiceLine(models.Model):
    """What was bought, as the invoice says: ours, so many, and for how much."""

    _inherit = "kehu.external.sale.line"

    product_id = fields.Many2one(readonly=False)
    quantity = fields.Float(readonly=False)
    amount = fields.Monetary(readonly=False)
    tax_amount = fields.Monetary(string="Tax")
    state = fields.Selection(related="sale_id.state")

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        lines = super().create(vals_list)
        lines._check_registered()
        lines.sale_id._touched()
        return lines

    def write(self, vals):
        self.check_access("write")
        self._check_registered()
        done = super().write(vals)
        self._check_registered()
        self.sale_id._touched()
        return done

    def unlink(self):
        self.check_access("unlink")
        self._check_registered()
        sales = self.sale_id
        done = super().unlink()
        sales._touched()
        return done

    def _check_registered(self):
        if not self.env.su:
            self.sale_id._check_open()

    @api.constrains("product_id", "quantity", "amount", "tax_amount")
    def _check_makes_sense(self):
        for line in self.filtered(lambda line: line.sale_id.kind == KIND):
            if not line.product_id or line.quantity <= 0:
                raise ValidationError(
                    self.env._("Each line names a product and how many were bought.")
                )
            if line.amount <= 0 or line.tax_amount < 0:
                raise ValidationError(
                    self.env._("Each line says what it cost: more than nothing.")
                )
