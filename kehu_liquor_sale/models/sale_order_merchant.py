from odoo import api, fields, models
from odoo.addons.kehu_liquor.models.kehu_merchant_invoice import HOLDS
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from .sale_order import SALES

#: Whoever reads merchants' invoices; a plain salesperson reads orders all the same.
READERS = (
    "kehu_liquor.group_kehu_user,account.group_account_readonly,"
    "account.group_account_invoice"
)


class SaleOrderMerchant(models.Model):
    """An order that a designated merchant delivers and invoices, not we.

    We sell nothing here that we had not sold to the merchant before: no invoice of
    ours is made of it, the customer owes us nothing by it, and it counts in no figure.
    What it brings is points, by the merchant's invoice.
    """

    _inherit = "sale.order"

    kehu_merchant_id = fields.Many2one(
        "kehu.merchant",
        string="Delivered by",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        groups=SALES,
        help="The designated merchant that delivers and invoices in our place.",
    )
    kehu_delivery_ids = fields.One2many(
        "kehu.external.sale", "order_id", string="Merchant's Invoices", groups=READERS
    )
    kehu_is_delivered = fields.Boolean(
        string="Delivered by Merchant",
        compute="_compute_kehu_is_delivered",
        search="_search_kehu_is_delivered",
        groups=SALES,
    )

    @api.depends("kehu_delivery_ids.state")
    def _compute_kehu_is_delivered(self):
        for order in self:
            order.kehu_is_delivered = bool(order._kehu_held_deliveries())

    @api.model
    def _search_kehu_is_delivered(self, operator, value):
        if operator != "in":
            return NotImplemented
        held = Domain("order_id", "!=", False) & Domain("state", "in", HOLDS)
        orders = self.env["kehu.external.sale"].sudo().search(held).order_id
        return Domain("id", "in" if True in value else "not in", orders.ids)

    def _kehu_held_deliveries(self):
        deliveries = self.sudo().kehu_delivery_ids
        return deliveries.filtered(lambda sale: sale.state in HOLDS)

    @api.depends("kehu_merchant_id")
    def _compute_invoice_status(self):
        done = super()._compute_invoice_status()
        self.filtered(lambda o: o.sudo().kehu_merchant_id).invoice_status = "no"
        return done

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._kehu_tell_merchants()
        return orders

    def write(self, vals):
        before = {}
        if "kehu_merchant_id" in vals:
            before = {order: order.sudo().kehu_merchant_id for order in self}
            self._kehu_check_free(vals["kehu_merchant_id"])
        done = super().write(vals)
        for order, merchant in before.items():
            order._kehu_changed(merchant)
        if vals.keys() & {"state", "kehu_merchant_id"}:
            self._kehu_tell_merchants()
        return done

    def _action_cancel(self):
        for order in self:
            order._kehu_check_nothing_registered()
        done = super()._action_cancel()
        for order in self:
            order._kehu_call_off(order.sudo().kehu_merchant_id)
        return done

    def _kehu_check_free(self, merchant):
        """Who delivers is changed as long as nothing is delivered or invoiced."""
        for order in self.sudo().filtered(lambda o: o.kehu_merchant_id.id != merchant):
            order._kehu_check_nothing_registered()
            invoices = order.invoice_ids.filtered(lambda move: move.state != "cancel")
            if merchant and invoices:
                raise UserError(
                    self.env._(
                        "%(order)s is invoiced by us already (%(invoice)s): no "
                        "merchant delivers it.",
                        order=order.name,
                        invoice=invoices[0].display_name,
                    )
                )

    def _kehu_check_nothing_registered(self):
        if held := self._kehu_held_deliveries():
            raise UserError(
                self.env._(
                    "%(merchant)s has delivered %(order)s: its invoice %(number)s is "
                    "registered.",
                    merchant=held[0].merchant_id.name,
                    order=self.name,
                    number=held[0].number,
                )
            )

    def _kehu_changed(self, before):
        """Ours again: it passes as every order does. The old merchant is called off."""
        now = self.sudo().kehu_merchant_id
        if now == before:
            return
        if self.state == "sale" and not now:
            self._kehu_check_release()
        self._kehu_call_off(before)

    @api.constrains("kehu_merchant_id", "partner_id", "company_id")
    def _check_kehu_merchant(self):
        for order in self.sudo().filtered("kehu_merchant_id"):
            merchant = order.kehu_merchant_id
            today = self.env["kehu.facts"]._today(order.company_id)
            if not merchant._is_designated(today):
                raise ValidationError(
                    self.env._("%s is no designated merchant today.", merchant.name)
                )
            if merchant.partner_id == order.partner_id.commercial_partner_id:
                raise ValidationError(
                    self.env._("%s does not deliver to itself.", merchant.name)
                )

    # ------------------------------------------------------ no invoice of ours
    def _kehu_reasons(self):
        """The customer owes the merchant, not us: nothing to release."""
        return [] if self.sudo().kehu_merchant_id else super()._kehu_reasons()

    def _prepare_invoice(self):
        if merchant := self.sudo().kehu_merchant_id:
            # An invoice is made in its customer's language: this is said to the user.
            said = self.with_context(lang=self.env.user.lang).env
            raise UserError(
                said._(
                    "%(order)s is delivered and invoiced by %(merchant)s: we make no "
                    "invoice of it.",
                    order=self.name,
                    merchant=merchant.name,
                )
            )
        return super()._prepare_invoice()

    # ------------------------------------------------------------- delivered
    def action_kehu_delivered(self):
        """The merchant's confirmation: register its invoice, or look at it."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_merchant_invoice_action"
        )
        form = self.env.ref("kehu_liquor.kehu_merchant_invoice_view_form").id
        action |= {"views": [(form, "form")], "view_mode": "form", "view_id": form}
        if held := self._kehu_held_deliveries():
            return {**action, "res_id": held[0].id, "context": {}}
        return {**action, "context": self._kehu_delivery_defaults()}

    def _kehu_delivery_defaults(self):
        return {
            "default_kind": "merchant_invoice",
            "default_state": "waiting",
            "default_order_id": self.id,
            "default_company_id": self.company_id.id,
            "default_partner_id": self.partner_id.commercial_partner_id.id,
            "default_merchant_id": self.sudo().kehu_merchant_id.id,
            "default_line_ids": [
                Command.create(
                    {
                        "product_id": line.product_id.id,
                        "quantity": line._kehu_own_units(),
                        "amount": self._kehu_in_company(line.price_subtotal),
                        "tax_amount": self._kehu_in_company(line.price_tax),
                    }
                )
                for line in self.order_line
                if line.product_id and line.price_subtotal > 0
            ],
        }

    def _kehu_ordered(self):
        """dict product → quantity in its own unit; free goods are no sale."""
        ordered = {}
        for line in self.order_line:
            if line.product_id and line.price_subtotal > 0:
                before = ordered.get(line.product_id, 0)
                ordered[line.product_id] = before + line._kehu_own_units()
        return ordered


class SaleOrderLineMerchant(models.Model):
    _inherit = "sale.order.line"

    def _kehu_own_units(self):
        """How many in the product's own unit."""
        return self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id
        )
