from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class KehuGiftVisit(models.Model):
    """A gift or sample handed over at a contact: entered there, judged as any other."""

    _inherit = "kehu.gift"

    person_id = fields.Many2one(default=lambda self: self._default_person())
    visit_id = fields.Many2one(
        "kehu.visit",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Handed over at this contact.",
    )

    @api.model
    def _default_person(self):
        """Who alone was met is who received it."""
        met = self.env.context.get("kehu_with_whom") or []
        return met[0] if len(met) == 1 and isinstance(met[0], int) else False

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        visits = self.env["kehu.visit"]
        for vals in vals_list:
            visit = visits.browse(vals.get("visit_id"))
            if visit:
                visit.check_access("write")
                vals["company_id"] = visit.company_id.id
                vals["date"] = visit.day
                vals["user_id"] = visit.user_id.id
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "visit_id" in vals:
            raise UserError(
                self.env._("What was entered stands: cancel it and enter it anew.")
            )
        return super().write(vals)

    @api.constrains("visit_id", "person_id")
    def _check_visit(self):
        for gift in self.filtered("visit_id"):
            customer = gift.visit_id.partner_id
            if gift.person_id.commercial_partner_id != customer:
                raise ValidationError(
                    self.env._(
                        "%(person)s does not belong to %(customer)s.",
                        person=gift.person_id.name,
                        customer=customer.name,
                    )
                )
