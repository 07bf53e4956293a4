from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.birthdays import Yearly


class KehuAnniversary(models.Model):
    """A day to remember of a key person, by either calendar, with its next date."""

    _name = "kehu.anniversary"
    _description = "Anniversary"
    _order = "month, day, id"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
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
    name = fields.Char(required=True, string="Occasion")
    month = fields.Integer(required=True, default=1)
    day = fields.Integer(required=True, default=1)
    is_lunar = fields.Boolean(string="Lunar")
    next_date = fields.Date(compute="_compute_next", string="Next")
    days_left = fields.Integer(compute="_compute_next")

    @api.depends("month", "day", "is_lunar")
    @api.depends_context("company")
    def _compute_next(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        for row in self:
            rule = row._rule()
            row.next_date = rule.makes_sense() and rule.next_on(today)
            row.days_left = (row.next_date - today).days if row.next_date else 0

    @api.constrains("month", "day", "is_lunar")
    def _check_rule(self):
        for row in self:
            if not row._rule().makes_sense():
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: no calendar has a month %(month)s, day %(day)s.",
                        name=row.name,
                        month=row.month,
                        day=row.day,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made.person_id._check_kehu_basis()
        return made

    def _rule(self):
        return Yearly(self.month, self.day, self.is_lunar)
