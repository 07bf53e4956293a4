from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuMerchant(models.Model):
    """A designated merchant: its invoices earn points, and it delivers for us.

    A manager designates it, from a day to a day. Every salesperson may name it, also
    those who do not serve it: what is seen here is its name, never its figures.
    """

    _name = "kehu.merchant"
    _inherit = ["kehu.in.company"]
    _description = "Designated merchant"
    _order = "name, id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Merchant",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_company", "=", True), ("parent_id", "=", False)],
    )
    name = fields.Char(related="partner_id.name", store=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(string="Until", help="The last day. Empty: from then on.")
    note = fields.Char(string="What It Keeps, and Where")
    invoice_ids = fields.One2many("kehu.external.sale", "merchant_id", readonly=True)

    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_from)",
        "A designation cannot end before it begins.",
    )
    _one_each = models.UniqueIndex(
        "(company_id, partner_id) WHERE active",
        "This merchant is designated already.",
    )

    @api.constrains("partner_id")
    def _check_partner(self):
        """A company that sells, no contact of one, and not ourselves."""
        for merchant in self.sudo():
            partner = merchant.partner_id
            ours = partner.ref_company_ids
            if not partner.is_company or partner.parent_id or ours:
                raise ValidationError(
                    self.env._(
                        "%s is no company that sells for us: designate the merchant "
                        "itself, no person, contact or company of ours.",
                        partner.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        used = self.sudo().filtered("invoice_ids")
        if used:
            raise ValidationError(
                self.env._(
                    "Invoices of %s are registered: end the designation instead.",
                    used[0].name,
                )
            )

    def _is_designated(self, day):
        """Whether its invoices of a day earn."""
        self.ensure_one()
        return self.date_from <= day and (not self.date_end or day <= self.date_end)
