from odoo import api, fields, models
from odoo.fields import Command


class KehuRedemption(models.Model):
    """Gifts that are handed over leave the company's warehouse, in that moment, once.

    Too little in stock is said beforehand and stops nobody: what was handed over is
    gone. Goods with lots wait in their transfer until the warehouse names the lots.
    """

    _inherit = "kehu.redemption"

    picking_ids = fields.One2many(
        "stock.picking",
        "kehu_redemption_id",
        string="Transfers",
        readonly=True,
        groups="stock.group_stock_user",
    )
    has_picking = fields.Boolean(compute="_compute_has_picking")
    missing = fields.Char(string="Too Little in Stock", compute="_compute_missing")

    @api.depends("state")
    def _compute_has_picking(self):
        for redemption in self:
            redemption.has_picking = bool(redemption.sudo().picking_ids)

    @api.depends("state", "line_ids.gift_id", "line_ids.quantity", "company_id")
    def _compute_missing(self):
        for redemption in self:
            waits = redemption.state in ("requested", "approved")
            short = redemption.sudo()._short() if waits else []
            redemption.missing = self._kehu_listed(short)

    def _short(self):
        """Gifts of which there are not enough, each with what there is."""
        stock = self._warehouse().lot_stock_id
        for product, wanted in self._wanted().items():
            free = product.with_context(location=stock.id).free_qty
            if product.is_storable and free < wanted:
                yield self.env._(
                    "%(product)s (%(free)s of %(wanted)s)",
                    product=product.display_name,
                    free=f"{max(free, 0):g}",
                    wanted=f"{wanted:g}",
                )

    # ------------------------------------------------------------- the stock
    def action_deliver(self):
        done = super().action_deliver()
        for redemption in self:
            redemption.sudo()._take_out()
        return done

    def action_transfer(self):
        """The transfer that took the gifts out."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "stock.picking",
            "res_id": self.picking_ids.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _take_out(self):
        """From the warehouse to the customer, all at once."""
        wanted = self._wanted()
        if not wanted or not self._warehouse():
            return
        picking = self.env["stock.picking"].create(self._transfer(wanted))
        picking.action_confirm()
        picking.action_assign()
        if all(product.tracking == "none" for product in wanted):
            for move in picking.move_ids:
                move.quantity = move.product_uom_qty
                move.picked = True
            picking._action_done()

    def _transfer(self, wanted):
        kind = self._warehouse().out_type_id
        places = {
            "location_id": kind.default_location_src_id.id,
            "location_dest_id": self.partner_id.property_stock_customer.id,
            "company_id": self.company_id.id,
        }
        moves = [
            {
                "product_id": product.id,
                "product_uom_qty": quantity,
                "product_uom": product.uom_id.id,
                **places,
            }
            for product, quantity in wanted.items()
        ]
        return {
            "picking_type_id": kind.id,
            "partner_id": self.partner_id.id,
            "origin": self.name,
            "kehu_redemption_id": self.id,
            "move_ids": [Command.create(move) for move in moves],
            **places,
        }

    def _wanted(self):
        """dict gift → how many of it, of what lies in a warehouse."""
        wanted = {}
        for line in self.line_ids:
            product = line.gift_id.product_id.with_company(self.company_id)
            if product.type == "consu":
                wanted[product] = wanted.get(product, 0) + line.quantity
        return wanted

    def _warehouse(self):
        """The company's first warehouse."""
        self = self.with_company(self.company_id)
        return self.env["stock.warehouse"].search(
            [("company_id", "=", self.company_id.id)], limit=1
        )
