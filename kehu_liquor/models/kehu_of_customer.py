from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuOfCustomer(models.AbstractModel):
    """What someone of ours did with a customer: in one company, in one's own name."""

    _name = "kehu.of.customer"
    _description = "Done with a customer"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="restrict",
    )

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        for row in self:
            partner = row.partner_id.sudo()
            if partner.company_id and partner.company_id != row.company_id:
                raise ValidationError(
                    self.env._(
                        "%(customer)s is a customer of %(company)s, not of %(ours)s.",
                        customer=partner.name,
                        company=partner.company_id.name,
                        ours=row.company_id.name,
                    )
                )

    def _check_user(self):
        """Refuse what one enters for others; a lead also enters for the team.

        Asked by create and write: constraints run as superuser and cannot tell.
        """
        leads = self.env.su or self.env.user.has_group("kehu_liquor.group_kehu_lead")
        if not leads and self.user_id - self.env.user:
            raise ValidationError(self._not_your_own())

    def _not_your_own(self):
        raise NotImplementedError
