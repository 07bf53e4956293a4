from odoo import api, fields, models

STATES = [("good", "Good"), ("bad", "Bad"), ("done", "Imported")]
FOUND_BY = [("ref", "Reference"), ("vat", "Tax ID"), ("name", "Name")]


class KehuImportLine(models.Model):
    """A row of the file: what stands there, what was understood, what is wrong."""

    _name = "kehu.import.line"
    _description = "Row of an imported file"
    _order = "import_id, line, id"
    _log_access = False

    import_id = fields.Many2one(
        "kehu.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id")
    currency_id = fields.Many2one(related="import_id.currency_id")
    line = fields.Integer(readonly=True, aggregator=None)
    raw = fields.Char(string="In the File", readonly=True)
    number = fields.Char(string="Document Number", readonly=True)
    number_key = fields.Char(readonly=True)
    customer = fields.Char(string="Customer in the File", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    found_by = fields.Selection(FOUND_BY, readonly=True)
    date = fields.Date(readonly=True)
    amount = fields.Monetary(string="Untaxed Amount", readonly=True)
    has_amount = fields.Boolean(readonly=True)
    is_refund = fields.Boolean(string="Refund", readonly=True)
    product = fields.Char(string="Product in the File", readonly=True)
    product_id = fields.Many2one(
        "product.product",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    quantity = fields.Float(digits="Product Unit", readonly=True)
    unit = fields.Char(readonly=True)
    state = fields.Selection(STATES, readonly=True)
    reason = fields.Char(readonly=True)

    _staged = models.Index("(import_id, state, number_key)")

    @api.depends("line")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Line %s", line.line)
