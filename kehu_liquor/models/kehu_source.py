from odoo import fields, models


class KehuSource(models.Model):
    """Where a customer came from: referral, club, press, direct approach, …"""

    _name = "kehu.source"
    _description = "Source of customers"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
