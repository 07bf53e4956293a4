from odoo import api, fields, models
from odoo.exceptions import UserError

SOURCES = [
    ("night", "Nightly scoring"),
    ("override", "Set by a manager"),
    ("override_end", "Override ended"),
]


class KehuGradeHistory(models.Model):
    """Every change of grade: from what to what, why, by whom. Never rewritten.

    Written by the night and by overrides, for whoever asks later why a customer
    was promised what. Append-only: nobody edits or deletes a line, by no way.
    """

    _name = "kehu.grade.history"
    _description = "Grade history"
    _order = "date desc, id desc"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    date = fields.Date(required=True)
    old_grade_id = fields.Many2one("kehu.grade", ondelete="restrict")
    grade_id = fields.Many2one("kehu.grade", string="New Grade", ondelete="restrict")
    source = fields.Selection(SOURCES, required=True)
    reason = fields.Char()
    score = fields.Float(digits=(4, 1))
    has_score = fields.Boolean()
    scorecard_id = fields.Many2one(
        "kehu.scorecard", index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one("res.users", string="By", ondelete="restrict")

    _latest_first = models.Index("(partner_id, company_id, date DESC, id DESC)")

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("Only scoring and overrides write the grade history.")
        )

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The grade history is never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The grade history is never deleted."))

    @api.depends("old_grade_id", "grade_id")
    def _compute_display_name(self):
        for line in self:
            old = line.old_grade_id.name or self.env._("Ungraded")
            line.display_name = (
                f"{old} → {line.grade_id.name or self.env._('Ungraded')}"
            )
