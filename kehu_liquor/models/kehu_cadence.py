from odoo import api, fields, models

OCCASIONS = [("regular", "Regularly"), ("first", "After a First Visit")]
RULES = [("at_least", "At Least"), ("at_most", "At Most")]
LONGEST = 12  # months


class KehuCadence(models.Model):
    """How often customers of a grade are served, and what follows a first visit.

    For each occasion the most specific cadence that fits a customer holds: the
    company's own before the shared one, a role before a grade. The night makes
    follow-ups from its steps; “at most” only warns.
    """

    _name = "kehu.cadence"
    _description = "Cadence of service"
    _order = "occasion desc, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    occasion = fields.Selection(OCCASIONS, required=True, default="regular")
    grade_id = fields.Many2one(
        "kehu.grade", index=True, ondelete="cascade", check_company=True
    )
    role_id = fields.Many2one("kehu.role", index=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies without their own."
    )
    step_ids = fields.One2many("kehu.cadence.step", "cadence_id", copy=True)
    summary = fields.Char(compute="_compute_summary")

    _one_answer = models.UniqueIndex(
        "(occasion, COALESCE(company_id, 0), COALESCE(grade_id, 0),"
        " COALESCE(role_id, 0)) WHERE active",
        "For the same customers there is a cadence already: change that one.",
    )

    @api.depends("step_ids.kind_id", "step_ids.times", "step_ids.months")
    @api.depends_context("lang")
    def _compute_summary(self):
        for cadence in self:
            cadence.summary = " · ".join(
                f"{step.kind_id.name} {step._say_when()}" for step in cadence.step_ids
            )

    @api.model
    def _at_most(self, visit):
        """The step that a contact would exceed, and how many there were already.

        :return: ``(step or None, number)``
        """
        partner = visit.partner_id.commercial_partner_id
        steps = self.env["kehu.cadence.step"]
        found = steps.search(
            [
                ("cadence_id", "in", self._of(partner, visit.company_id).ids),
                ("rule", "=", "at_most"),
                ("kind_id", "=", visit.kind_id.id),
            ]
        )
        for step in found:
            period = step._period_of(visit.day)
            done = self.env["kehu.visit"].search_count(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", visit.company_id.id),
                    ("kind_id", "=", step.kind_id.id),
                    ("state", "=", "done"),
                    ("day", ">=", period.first),
                    ("day", "<=", period.last),
                    ("id", "!=", visit._origin.id),
                ]
            )
            if done >= step.times:
                return step, done
        return None, 0

    @api.model
    def _of(self, partner, company):
        """The cadences that hold for a customer, one per occasion at most."""
        return self.browse(self.env["kehu.facts"]._cadences_of(partner, company))
