from odoo import api, fields, models

KINDS = [
    ("history", "Imported History"),
    ("merchant_invoice", "Merchant's Invoice"),
    ("sell_out", "Sell-Out"),
]
STATES = [
    ("draft", "Draft"),
    ("waiting", "Waits for Check"),
    ("confirmed", "Confirmed"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]


class KehuExternalSale(models.Model):
    """A sale that happened outside this ledger, told by somebody's file.

    History from before the company's cut-over day counts in every sales figure as if
    it had been invoiced here; it is owed by nobody. What merchants invoice and what
    leaves the shelf stand beside our own sales, never in them. Imported documents are
    taken back by undoing the import; a merchant's invoice is registered and checked
    (`kehu_merchant_invoice.py`). Nobody edits a document that counts.
    """

    _name = "kehu.external.sale"
    _description = "Sale outside the ledger"
    _order = "date desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    kind = fields.Selection(KINDS, required=True, readonly=True)
    number = fields.Char(string="Document Number", required=True, readonly=True)
    number_key = fields.Char(
        readonly=True, help="The number however it was typed: for finding it again."
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, readonly=True)
    amount = fields.Monetary(
        string="Untaxed Amount",
        readonly=True,
        help="Without tax, in the company's currency; negative on a refund.",
    )
    is_refund = fields.Boolean(string="Refund", readonly=True)
    state = fields.Selection(
        STATES,
        default="confirmed",
        required=True,
        readonly=True,
    )
    import_id = fields.Many2one(
        "kehu.import",
        string="Imported by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    line_ids = fields.One2many("kehu.external.sale.line", "sale_id", readonly=True)

    _history = models.Index(
        "(company_id, partner_id, date) INCLUDE (amount, is_refund)"
        " WHERE kind = 'history' AND state = 'confirmed'"
    )
    _one_document = models.UniqueIndex(
        "(company_id, kind, number_key, partner_id) WHERE kind <> 'merchant_invoice'",
        "A document of this import came in meanwhile: check the file again.",
    )


class KehuExternalSaleLine(models.Model):
    """What was sold on such a document, as far as the file said."""

    _name = "kehu.external.sale.line"
    _description = "Line of a sale outside the ledger"
    _order = "sale_id, sequence, id"
    _log_access = False

    sale_id = fields.Many2one(
        "kehu.external.sale",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    product_id = fields.Many2one(
        "product.product",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Char(string="Product in the File", readonly=True)
    quantity = fields.Float(digits="Product Unit", readonly=True)
    unit = fields.Char(readonly=True)
    currency_id = fields.Many2one(related="sale_id.currency_id")
    amount = fields.Monetary(string="Untaxed Amount", readonly=True)

    @api.depends("product_id", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.product_id.display_name or line.name
