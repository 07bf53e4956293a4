from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine import evaluation as engine
from .kehu_evaluation_criterion import AXES, MARKS

ENTERED = {"mark", "note"}


class KehuEvaluationLine(models.Model):
    """How a dealer does by one criterion: by a fact, or as its salesperson says."""

    _name = "kehu.evaluation.line"
    _description = "Mark of an evaluation"
    _order = "evaluation_id, sequence, id"

    evaluation_id = fields.Many2one(
        "kehu.evaluation", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="evaluation_id.company_id")
    partner_id = fields.Many2one(
        related="evaluation_id.partner_id", store=True, index=True
    )
    criterion_id = fields.Many2one(
        "kehu.evaluation.criterion", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(readonly=True)
    axis = fields.Selection(AXES, readonly=True)
    weight = fields.Integer(readonly=True)
    least = fields.Selection(MARKS, string="At Least", readonly=True)
    is_fact = fields.Boolean(string="By Facts", readonly=True)
    shown = fields.Char(string="Fact", readonly=True)
    mark = fields.Selection(MARKS, help="1: poor, 5: excellent.")
    ask = fields.Char(related="criterion_id.ask")
    is_missed = fields.Boolean(
        string="Not Met", compute="_compute_is_missed", store=True
    )
    note = fields.Char()

    _once = models.Constraint(
        "UNIQUE (evaluation_id, criterion_id)", "Each criterion once."
    )

    @api.depends("mark", "least")
    def _compute_is_missed(self):
        for line in self:
            marks = [("", line._mark(), int(line.least or 0))]
            line.is_missed = bool(engine.missed(marks))

    def _mark(self):
        return int(self.mark) if self.mark else None

    def write(self, vals):
        """People give marks while it is prepared; facts fill themselves in."""
        self.check_access("write")
        if not self.env.su:
            if set(vals) - ENTERED:
                raise AccessError(
                    self.env._("What is judged is said by the criteria, not here.")
                )
            if any(line.evaluation_id.state != "draft" for line in self):
                raise UserError(
                    self.env._("This evaluation is not being prepared any more.")
                )
            if "mark" in vals and any(self.mapped("is_fact")):
                raise UserError(
                    self.env._("A fact gives this mark: it is not given by hand.")
                )
        return super().write(vals)
