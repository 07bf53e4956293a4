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
    lines = fields.Json(
        readonly=True,
        help="Each criterion: its id, rung, value, points, weight and what it adds.",
    )
    line_ids = fields.One2many("kehu.scorecard.line", "card_id", string="Criteria")

    _latest_first = models.Index("(partner_id, company_id, date DESC, id DESC)")

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for card in self:
            card.display_name = f"{card.partner_id.display_name}, {card.date}"
