from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: No kin: the family of a person is nothing that selling needs to know.
RELATIONS = [
    ("introduced", "Introduced by"),
    ("knows", "Knows"),
    ("colleague", "Former colleague of"),
    ("classmate", "Classmate of"),
    ("townsman", "From the same place as"),
    ("association", "In one association with"),
    ("partner", "In business with"),
]


class KehuRelation(models.Model):
    """Who knows whom: a tie between a key person and another person or customer."""

    _name = "kehu.relation"
    _description = "Relation between persons"
    _order = "kind, id"
    _rec_name = "kind"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    other_id = fields.Many2one(
        "res.partner",
        string="Whom",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    kind = fields.Selection(RELATIONS, required=True, default="knows")
    note = fields.Char()

    @api.constrains("person_id", "other_id")
    def _check_two(self):
        for row in self:
            if row.person_id == row.other_id:
                raise ValidationError(self.env._("A tie has two ends."))

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made.person_id._check_kehu_basis()
        return made

    def action_open_other(self):
        """The other end of the tie."""
        self.ensure_one()
        return self.other_id.action_kehu_open_person()

    def action_open_person(self):
        """This end, seen from the other."""
        self.ensure_one()
        return self.person_id.action_kehu_open_person()
