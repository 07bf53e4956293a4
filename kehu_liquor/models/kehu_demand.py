from odoo import fields, models


class KehuDemand(models.Model):
    """What a customer needs liquor for: receptions, public relations, gifts …"""

    _name = "kehu.demand"
    _description = "Customer demand"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
