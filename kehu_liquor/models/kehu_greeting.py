from odoo import api, fields, models
from odoo.exceptions import ValidationError

BIRTHDAY, ANNIVERSARY, FESTIVAL = "birthday", "anniversary", "festival"
OCCASIONS = [
    (BIRTHDAY, "Birthday"),
    (ANNIVERSARY, "Anniversary"),
    (FESTIVAL, "Festival"),
]
#: Days that a greeting may be prepared before, and counted around its day.
LONGEST, WIDEST = 30, 14


class KehuGreeting(models.Model):
    """How key persons are greeted: on which occasion, by grade, how, when to begin.

    For each occasion the most specific row holds for a customer: the company's own
    before the shared one, a grade's before that for all. Where no row fits, nobody is
    greeted. The night makes follow-ups of it.
    """

    _name = "kehu.greeting"
    _description = "Greeting"
    _order = "occasion, festival_id, sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    occasion = fields.Selection(OCCASIONS, required=True, default=BIRTHDAY)
    festival_id = fields.Many2one("kehu.festival", index=True, ondelete="cascade")
    grade_id = fields.Many2one(
        "kehu.grade", index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies without their own."
    )
    kind_id = fields.Many2one(
        "kehu.visit.kind", string="How", required=True, ondelete="restrict"
    )
    with_gift = fields.Boolean(
        string="Small Gift",
        help="The follow-up says so; limits and approval are the gift register's.",
    )
    days_before = fields.Integer(
        required=True,
        default=0,
        help="0: on the day itself. Otherwise due so many days before, on a working "
        "day.",
    )
    days_around = fields.Integer(
        string="Counts within Days",
        required=True,
        default=3,
        help="A contact so many days before or after the day is the greeting.",
    )

    _one_answer = models.UniqueIndex(
        "(occasion, COALESCE(company_id, 0), COALESCE(festival_id, 0),"
        " COALESCE(grade_id, 0)) WHERE active",
        "For the same customers and occasion there is a row already: change that one.",
    )

    @api.depends("occasion", "festival_id.name", "grade_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["occasion"]._description_selection(self.env))
        for row in self:
            what = row.festival_id.name or names.get(row.occasion, "")
            row.display_name = " ".join(filter(None, (what, row.grade_id.name)))

    @api.constrains("occasion", "festival_id", "days_before", "days_around")
    def _check_makes_sense(self):
        for row in self:
            if (row.occasion == FESTIVAL) != bool(row.festival_id):
                raise ValidationError(
                    self.env._("A festival is named for festivals, and only for them.")
                )
            if not 0 <= row.days_before <= LONGEST:
                raise ValidationError(
                    self.env._("A greeting is due from 0 to 30 days before its day.")
                )
            if not 0 <= row.days_around <= WIDEST:
                raise ValidationError(
                    self.env._("A greeting counts from 0 to 14 days around its day.")
                )

    @api.onchange("occasion")
    def _onchange_occasion(self):
        if self.occasion != FESTIVAL:
            self.festival_id = False
