from odoo import fields, models


class KehuRole(models.Model):
    """What a customer is in the channel: distributor, outlet, group buyer, …

    The role decides with whom a customer is compared (its audience) and whether it
    must hold a licence to sell liquor.
    """

    _name = "kehu.role"
    _description = "Channel role"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    audience_id = fields.Many2one("kehu.audience", required=True, ondelete="restrict")
    needs_licence = fields.Boolean(
        string="Needs a Liquor Licence",
        help="Customers of this role must hold a licence to sell liquor.",
    )
    note = fields.Text(translate=True)
