from odoo import api, fields, models
from odoo.addons.kehu_liquor.models.kehu_merchant_invoice import HOLDS
from odoo.exceptions import UserError, ValidationError


class KehuMerchantDelivery(models.Model):
    """A merchant's invoice for an order of ours that it delivered, with its advances.

    It is registered and checked like one that a customer shows, but the order vouches
    for it in place of a picture. One for each order; the order's own salesperson does
    not check it either.
    """

    _inherit = "kehu.external.sale"

    order_id = fields.Many2one(
        "sale.order",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    advance_ids = fields.One2many(
        "kehu.merchant.advance", "sale_id", string="Advanced by the Merchant"
    )
    order_text = fields.Text(string="Other than Ordered", compute="_compute_order_text")

    _one_order = models.UniqueIndex(
        "(order_id) WHERE state IN ('waiting', 'confirmed')",
        "The delivery of this order was registered meanwhile by somebody else.",
    )

    # ------------------------------------------------------------- computes
    @api.depends("order_id", "line_ids.product_id", "line_ids.quantity")
    @api.depends_context("lang")
    def _compute_order_text(self):
        for sale in self:
            sale.order_text = "\n".join(sale._say_other()) if sale.order_id else False

    def _say_other(self):
        """Products of which the invoice says another quantity than the order."""
        ordered = self.order_id.sudo()._kehu_ordered()
        sold = {}
        for line in self.line_ids:
            sold[line.product_id] = sold.get(line.product_id, 0) + line.quantity
        for product in dict.fromkeys([*ordered, *sold]):
            wanted, got = ordered.get(product, 0), sold.get(product, 0)
            if round(wanted - got, 4):
                yield self.env._(
                    "%(product)s: ordered %(wanted)s, on the invoice %(got)s",
                    product=product.display_name,
                    wanted=f"{wanted:g}",
                    got=f"{got:g}",
                )

    # ------------------------------------------------------------------ CRUD
    @api.model
    def _said(self):
        return super()._said() | {"order_id", "advance_ids"}

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            if vals.get("order_id"):
                self._check_order_once(self.env["sale.order"].browse(vals["order_id"]))
        return super().create(vals_list)

    @api.model
    def _check_order_once(self, order):
        """Refuse a delivery that is registered already, naming the first."""
        order.check_access("read")
        held = order.sudo().kehu_delivery_ids.filtered(lambda s: s.state in HOLDS)
        if held:
            raise ValidationError(
                self.env._(
                    "The delivery of %(order)s is registered already: invoice "
                    "%(number)s of %(merchant)s, by %(person)s.",
                    order=order.name,
                    number=held[0].number,
                    merchant=held[0].merchant_id.name,
                    person=held[0].registered_by_id.name,
                )
            )

    def _check_writes(self, vals):
        if "order_id" in vals:
            raise UserError(
                self.env._("The order stays: withdraw this and register it anew.")
            )
        return super()._check_writes(vals)

    # ------------------------------------------------------------- the rules
    def _needs_picture(self):
        return super()._needs_picture() and not self.order_id

    def _hands(self):
        return super()._hands() | self.order_id.user_id

    def _faults(self):
        yield from super()._faults()
        order = self.order_id
        if not order:
            return
        if order.state != "sale":
            yield self.env._("%s is not confirmed: nothing is delivered.", order.name)
        if self.merchant_id != order.kehu_merchant_id:
            yield self.env._("%s names another merchant.", order.name)
        if self.partner_id != order.partner_id.commercial_partner_id:
            yield self.env._("%s is the order of another customer.", order.name)

    def _decide(self, state):
        """What is billed already is taken back first."""
        billed = self.advance_ids.filtered(lambda a: a.state in ("proposed", "billed"))
        if state != "confirmed" and billed:
            raise UserError(
                self.env._(
                    "What the merchant advanced stands on the bill %s: take that back "
                    "first.",
                    billed[0].bill_id.display_name,
                )
            )
        return super()._decide(state)
