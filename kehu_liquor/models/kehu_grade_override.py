from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class KehuGradeOverride(models.Model):
    """A manager's word against the score: which grade, why, until when.

    In force from its first to its last day, both in, it decides the grade at once;
    afterwards the score decides again, by itself, in the night. It is never edited
    or deleted: it is ended early, or a newer one takes its place.
    """

    _name = "kehu.grade.override"
    _inherit = "kehu.about.customer"
    _description = "Grade override"
    _order = "id desc"

    grade_id = fields.Many2one(
        "kehu.grade",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    reason = fields.Char(required=True)
    date_from = fields.Date(
        string="From",
        required=True,
        readonly=True,
        default=lambda self: self._default_today(),
    )
    date_end = fields.Date(string="Until", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )

    def _default_today(self):
        return self.env["kehu.facts"]._today(self.env.company)

    @api.constrains("date_from", "date_end")
    def _check_dates(self):
        for override in self:
            if not override.ended_by_id and override.date_end < override.date_from:
                raise ValidationError(
                    self.env._(
                        "The last day is already over: choose today or a later day."
                    )
                )

    @api.constrains("reason")
    def _check_reason(self):
        if any(not (override.reason or "").strip() for override in self):
            raise ValidationError(
                self.env._(
                    "Say why: the salesperson will read the reason beside the grade."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("ended_by_id", None)
            vals["user_id"] = self.env.uid
            vals["partner_id"] = self._commercial_id(vals.get("partner_id"))
            company = self.env["res.company"].browse(
                vals.setdefault("company_id", self.env.company.id)
            )
            vals["date_from"] = self.env["kehu.facts"]._today(company)
        overrides = super().create(vals_list)
        overrides._take_effect()
        return overrides

    def _commercial_id(self, partner_id):
        return self.env["res.partner"].browse(partner_id).commercial_partner_id.id

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("An override is not rewritten: end it, or set a new one.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("An override is not deleted: it belongs to the history.")
        )

    def action_end(self):
        """End it today: the grade goes back to what the score says."""
        for override in self:
            override.check_access("write")
            today = self.env["kehu.facts"]._today(override.company_id)
            if override.date_end < today:
                raise UserError(self.env._("This override is already over."))
            override._end(fields.Date.subtract(today, days=1))
        self._take_effect()
        return True

    def _end(self, day):
        """The one way past `write`: an end is set by `action_end` alone."""
        ended = {"date_end": day, "ended_by_id": self.env.uid}
        return super().write(ended)  # pylint: disable=super-method-mismatch

    def _take_effect(self):
        """Let the one place that decides grades decide again, for these customers."""
        for override in self:
            self.env["kehu.scoring"]._decide_now(
                override.partner_id, override.company_id
            )

    @api.depends("partner_id", "grade_id")
    def _compute_display_name(self):
        for override in self:
            override.display_name = (
                f"{override.partner_id.display_name}: {override.grade_id.name}"
            )
