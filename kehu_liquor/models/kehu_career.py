from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuCareer(models.Model):
    """A post that a key person held or holds: where, as what, from when to when.

    The employer is a customer on file or just a name. A post that was left while
    the person was a key person asks for a successor: a warning rule reads these rows.
    """

    _name = "kehu.career"
    _description = "Post of a key person"
    _order = "date_end desc nulls first, date_from desc nulls last, id desc"
    _rec_name = "post"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index=True,
        ondelete="set null",
        help="The employer, when it is on file.",
    )
    employer = fields.Char(help="The employer's name, when it is not on file.")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    post = fields.Char()
    date_from = fields.Date(string="From")
    date_end = fields.Date(string="Until", help="Empty: still there.")
    was_key = fields.Boolean(string="Key Post", readonly=True)
    successor_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="set null",
    )

    _dates_in_order = models.Constraint(
        "CHECK (date_end IS NULL OR date_from IS NULL OR date_end >= date_from)",
        "A post ends after it begins.",
    )

    @api.depends("partner_id.name", "employer", "post")
    def _compute_display_name(self):
        for row in self:
            where = row.sudo().partner_id.name or row.employer or ""
            row.display_name = f"{where} {row.post or ''}".strip()

    @api.constrains("partner_id", "employer")
    def _check_employer(self):
        for row in self:
            if not row.partner_id and not row.employer:
                raise ValidationError(
                    self.env._("Say where: a customer on file, or a name.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:  # said by leaving alone
                vals.pop("was_key", None)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            vals = {name: vals[name] for name in vals if name != "was_key"}
        return super().write(vals)
