from odoo import fields, models


class KehuZone(models.Model):
    """A delivery zone: small customers' orders travel together."""

    _name = "kehu.zone"
    _inherit = ["kehu.in.company"]
    _description = "Delivery zone"
    _order = "name, id"

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
