from odoo import api, fields, models


class KehuVisitOrder(models.Model):
    """A line of an order heard at a contact: what, how much, at which price, when.

    It fills the sales registration and binds nobody: orders are Sales' own.
    """

    _name = "kehu.visit.order"
    _description = "Order heard"
    _order = "visit_id, sequence, id"
    _rec_name = "product_id"
    _check_company_auto = True

    visit_id = fields.Many2one(
        "kehu.visit", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="visit_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    quantity = fields.Float(required=True, default=1, digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    price = fields.Monetary(string="Agreed Price", aggregator=None)
    amount = fields.Monetary(compute="_compute_amount")
    delivery_date = fields.Date(string="Deliver on")
    note = fields.Char()

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "A quantity is more than 0."
    )
    _price_positive = models.Constraint(
        "CHECK (price >= 0)", "A price is not negative."
    )

    @api.depends("quantity", "price")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.price

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        self._check_visits({vals.get("visit_id") for vals in vals_list})
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if "visit_id" in vals:
            self._check_visits({vals["visit_id"]})
        return super().write(vals)

    @api.model
    def _check_visits(self, ids):
        """A line is part of the contact's log: only who writes that writes this."""
        self.env["kehu.visit"].browse(filter(None, ids)).check_access("write")
