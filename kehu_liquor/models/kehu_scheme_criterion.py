from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import grading, scoring


class KehuSchemeCriterion(models.Model):
    """One fact that counts in a scheme: how much, and what its values are worth.

    A fact is a figure of `kehu.metric` or a question that people answer.
    """

    _name = "kehu.scheme.criterion"
    _description = "Scoring criterion"
    _order = "sequence, id"

    scheme_id = fields.Many2one(
        "kehu.scheme", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    fact = fields.Selection(selection="_selection_fact", required=True)
    unit = fields.Char(compute="_compute_unit")
    weight = fields.Integer(string="Weight (%)", required=True, default=10)
    breakpoint_ids = fields.One2many(
        "kehu.scheme.breakpoint", "criterion_id", copy=True
    )
    ladder = fields.Char(compute="_compute_ladder", string="Points")

    _weight_in_range = models.Constraint(
        "CHECK (weight > 0 AND weight <= 100)", "A weight lies between 1 and 100 %."
    )
    _fact_once = models.Constraint(
        "UNIQUE (scheme_id, fact)",
        "A fact counts once in a scheme: raise its weight instead.",
    )

    @api.model
    def _selection_fact(self):
        return list(self.env["kehu.metric"]._fact_labels().items())

    @api.depends("fact")
    def _compute_unit(self):
        catalog = self.env["kehu.metric"]._fact_catalog()
        for criterion in self:
            kind = catalog.get(criterion.fact)
            criterion.unit = kind.unit if kind else ""

    @api.depends("breakpoint_ids.value_from", "breakpoint_ids.points")
    def _compute_ladder(self):
        for criterion in self:
            criterion.ladder = " · ".join(
                step.display_name or "" for step in criterion.breakpoint_ids
            )

    @api.depends("fact")
    def _compute_display_name(self):
        labels = dict(self._selection_fact())
        for criterion in self:
            criterion.display_name = labels.get(criterion.fact, "")

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        criteria = super().create([self._with_ladder(vals) for vals in vals_list])
        criteria.scheme_id._check_draft()
        criteria.scheme_id._touch()
        return criteria

    def _with_ladder(self, vals):
        """Start with the fact's usual breakpoints when none are given."""
        kind = self.env["kehu.metric"]._fact_catalog().get(vals.get("fact"))
        if vals.get("breakpoint_ids") or not kind:
            return vals
        steps = [
            fields.Command.create({"value_from": floor, "points": points})
            for floor, points in kind.ladder
        ]
        return {**vals, "breakpoint_ids": steps}

    def write(self, vals):
        self.scheme_id._check_draft()
        self.scheme_id._touch()
        done = super().write(vals)
        self.scheme_id._check_draft()  # where it was moved to
        self.scheme_id._touch()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self.scheme_id._check_draft()
        self.scheme_id._touch()

    # ---------------------------------------------------------------- sense
    def _check_makes_sense(self):
        floors = self.breakpoint_ids.mapped("value_from")
        if not floors:
            raise UserError(
                self.env._(
                    "“%s” has no breakpoint: no value would earn a point.",
                    self.display_name,
                )
            )
        if overlap := grading.repeated(floors):
            raise UserError(
                self.env._(
                    "“%(criterion)s”: two breakpoints begin at %(value)s. "
                    "Remove one of them.",
                    criterion=self.display_name,
                    value=f"{overlap[0]:g}",
                )
            )
        self._check_is_asked()

    def _check_is_asked(self):
        """A question counts where it is asked."""
        questions = self.env["kehu.question"]
        number = questions._keys().get(self.fact)
        question = questions.browse(number).sudo() if number else questions
        if question and not question._is_asked_of(self.scheme_id.audience_id):
            raise UserError(
                self.env._(
                    "“%(question)s” is not asked of %(audience)s: "
                    "remove the criterion, or ask them too.",
                    question=question.name,
                    audience=self.scheme_id.audience_id.name,
                )
            )

    def _engine(self):
        """The criterion as the engine takes it."""
        self.ensure_one()
        steps = self.breakpoint_ids.sorted("value_from")
        return scoring.Criterion(
            key=self.fact,
            weight=self.weight,
            floors=tuple(steps.mapped("value_from")),
            points=tuple(steps.mapped("points")),
        )


class KehuSchemeBreakpoint(models.Model):
    """A value and what it earns: from this value on, so many points of 100."""

    _name = "kehu.scheme.breakpoint"
    _description = "Breakpoint"
    _order = "value_from, id"

    criterion_id = fields.Many2one(
        "kehu.scheme.criterion", required=True, index=True, ondelete="cascade"
    )
    value_from = fields.Float(string="From Value", required=True, digits=(16, 4))
    points = fields.Integer(required=True)

    _points_in_range = models.Constraint(
        "CHECK (points >= 0 AND points <= 100)", "Points lie between 0 and 100."
    )
    _one_floor = models.Constraint(
        "UNIQUE (criterion_id, value_from)",
        "Two breakpoints begin at the same value: remove one of them.",
    )

    @api.depends("value_from", "points")
    def _compute_display_name(self):
        catalog = self.env["kehu.metric"]._fact_catalog()
        for step in self:
            kind = catalog.get(step.criterion_id.fact)
            floor = kind.show(step.value_from) if kind else f"{step.value_from:g}"
            step.display_name = f"≥ {floor} → {step.points}"

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.criterion_id.scheme_id._check_draft()
        steps.criterion_id.scheme_id._touch()
        return steps

    def write(self, vals):
        self.criterion_id.scheme_id._check_draft()
        self.criterion_id.scheme_id._touch()
        done = super().write(vals)
        self.criterion_id.scheme_id._check_draft()  # where it was moved to
        self.criterion_id.scheme_id._touch()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self.criterion_id.scheme_id._check_draft()
        self.criterion_id.scheme_id._touch()
