from odoo import api, fields, models

HELD = [("margin", "By the margin"), ("stay", "By the minimum stay")]


class KehuScorecard(models.Model):
    """Why a customer has its score: fact, value, points, weight and rule, line by line.

    Written by scoring when score or grade changes, never on other days, so that the
    cards read as the customer's history. Nobody edits one.
    """

    _name = "kehu.scorecard"
    _description = "Scorecard"
    _order = "date desc, id desc"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    date = fields.Date(required=True)
    scheme_id = fields.Many2one("kehu.scheme", index=True, ondelete="restrict")
    has_score = fields.Boolean()
    score = fields.Float(digits=(4, 1))
    grade_id = fields.Many2one(
        "kehu.grade", string="Grade by Score", ondelete="restrict"
    )
    settled_grade_id = fields.Many2one(
        "kehu.grade", string="Grade as It Held", ondelete="restrict"
    )
    held = fields.Selection(HELD, help="What kept the grade from following the score.")
    line_ids = fields.One2many("kehu.scorecard.line", "card_id", string="Criteria")

    _latest_first = models.Index("(partner_id, company_id, date DESC, id DESC)")

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for card in self:
            card.display_name = f"{card.partner_id.display_name}, {card.date}"


class KehuScorecardLine(models.Model):
    """How one criterion came out on one day."""

    _name = "kehu.scorecard.line"
    _description = "Scorecard line"
    _order = "id"
    _log_access = False

    card_id = fields.Many2one(
        "kehu.scorecard", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="card_id.company_id")
    criterion_id = fields.Many2one(
        "kehu.scheme.criterion", index=True, required=True, ondelete="restrict"
    )
    rung = fields.Integer(
        help="Which of the criterion's breakpoints the value reached, counted from 1."
        " A scheme in use never changes, so that the number says which for ever."
    )
    breakpoint_id = fields.Many2one(
        "kehu.scheme.breakpoint", string="Rule", compute="_compute_breakpoint"
    )
    has_value = fields.Boolean()
    value = fields.Float(digits=(16, 4))
    value_text = fields.Char(compute="_compute_value_text", string="Fact")
    points = fields.Integer()
    weight = fields.Float(string="Weight (%)", digits=(4, 1))
    contribution = fields.Float(string="Adds", digits=(4, 1))

    @api.depends("rung", "criterion_id.breakpoint_ids.value_from")
    def _compute_breakpoint(self):
        for line in self:
            steps = line.criterion_id.breakpoint_ids.sorted("value_from")
            line.breakpoint_id = steps[max(0, line.rung - 1) : line.rung]

    @api.depends("value", "has_value", "criterion_id.fact")
    def _compute_value_text(self):
        catalog = self.env["kehu.metric"]._fact_catalog()
        for line in self:
            kind = catalog.get(line.criterion_id.fact)
            known = line.has_value and kind
            line.value_text = kind.show(line.value) if known else "–"
