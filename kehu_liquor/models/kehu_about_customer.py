from odoo import fields, models


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
