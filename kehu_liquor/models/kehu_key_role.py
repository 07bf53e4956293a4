from odoo import fields, models


class KehuKeyRole(models.Model):
    """A part in the customer's buying: head, decision maker, purchaser, user, …

    Whose part is the purchasing itself receives nothing without a second person's
    word: the law sees a gift to a buyer's own staff as bribery.
    """

    _name = "kehu.key.role"
    _description = "Key role"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_purchasing = fields.Boolean(
        string="Purchasing Staff", help="Gifts only with a second person's approval."
    )
