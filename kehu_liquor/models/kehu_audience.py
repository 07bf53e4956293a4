from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuAudience(models.Model):
    """Customers that are compared with each other, and only with each other.

    A dealer's turnover says nothing about a consumer's. Ranks, classes and grades
    are therefore taken within one audience; a role says which one a customer
    belongs to, and customers without a role form the default one.
    """

    _name = "kehu.audience"
    _description = "Customer audience"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    note = fields.Text(translate=True)
    role_ids = fields.One2many("kehu.role", "audience_id", string="Roles")

    @api.model
    def _default_audience(self):
        """The audience of customers without a role; it cannot be deleted."""
        known = self.env["ir.model.data"]._xmlid_to_res_id  # remembered: asked often
        return self.sudo().browse(known("kehu_liquor.audience_other", True))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_default(self):
        if self._default_audience() in self:
            raise UserError(
                self.env._(
                    "Customers without a role need this audience: rename it instead."
                )
            )
