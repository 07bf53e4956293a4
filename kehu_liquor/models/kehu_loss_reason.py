from odoo import fields, models


class KehuLossReason(models.Model):
    """Why a customer left: a word that salespeople choose, and managers count."""

    _name = "kehu.loss.reason"
    _description = "Reason of a loss"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_once = models.Constraint("UNIQUE (name)", "This reason is already there.")
