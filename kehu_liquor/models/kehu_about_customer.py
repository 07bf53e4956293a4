from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuAboutCustomer(models.AbstractModel):
    """What a company decides about a customer, or agrees with it."""

    _name = "kehu.about.customer"
    _description = "Decided about a customer"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_numbers(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_numbers(vals)
        return super().write(vals)

    @api.model
    def _check_numbers(self, vals):
        """What RPC lets through and no column holds is refused by the field's name."""
        for name, value in vals.items():
            if isinstance(value, float) and not isfinite(value):
                field = self._fields.get(name)
                label = field._description_string(self.env) if field else name
                raise ValidationError(
                    self.env._("“%s” is no number: enter an amount.", label)
                )
