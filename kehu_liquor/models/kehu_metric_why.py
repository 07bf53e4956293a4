from odoo import fields, models
from odoo.tools import format_date

from ..engine import grading


class KehuMetricWhy(models.Model):
    """The answer to "why this grade?": facts, rules, points, and what is missing."""

    _inherit = "kehu.metric"

    def get_explanation(self):
        """What the dialog "Why?" shows.

        :return: dict with title, sentences, lines of the latest scorecard (name,
            value, points, weight, adds), and whether the reader may override
        """
        self.ensure_one()
        self.check_access("read")
        card = self.scorecard_id
        return {
            "title": self._why_title(),
            "sentences": [s for s in self._why_sentences() if s],
            "lines": [self._why_line(line) for line in card.line_ids],
            "total": f"{card.score:.1f}" if card.has_score else "–",
            "scheme": self._why_scheme(card),
            "override": self.env["kehu.grade.override"].has_access("create"),
            "override_id": self.override_id.id,
        }

    def _why_title(self):
        return self.env._(
            "%(customer)s: %(grade)s",
            customer=self.partner_id.name or "",
            grade=self.grade_id.name or self.env._("Ungraded"),
        )

    def _why_sentences(self):
        return [
            self._why_override(),
            self._why_score(),
            self._why_held(),
            self._why_grade_means(),
            self._why_gets(),
            self.has_rhythm and self._why_foresight(),
        ]

    def _why_override(self):
        override = self.override_id.sudo()
        if not override:
            return False
        return self.env._(
            "Set by %(who)s until %(day)s: %(reason)s",
            who=override.user_id.name,
            day=format_date(self.env, override.date_end),
            reason=override.reason,
        )

    def _why_score(self):
        if not self.has_score:
            return self.env._(
                "No score: less than half of the scheme's weight has data, or the "
                "first night has not run."
            )
        suggested = self.suggested_grade_id
        return self.env._(
            "%(score)s points; %(grade)s begins at %(floor)s points%(next)s.",
            score=f"{self.score:.1f}",
            grade=suggested.name or self.env._("no grade"),
            floor=f"{suggested.score_from:g}",
            next=self._why_next(),
        )

    def _why_foresight(self):
        """When it orders next and why we think so."""
        sentence = self.env._("Foresight: %s.", self._say_expected())
        if self.has_away_chance:
            sentence = f"{sentence} {self._say_chance()}"
        return sentence

    def _why_next(self):
        ladder = self.env["kehu.grade"]._ladder(self.company_id)
        above = grading.to_next(ladder, self.score)
        if not above:
            return ""
        grade = self.env["kehu.grade"].browse(above[0])
        return self.env._(
            "; %(gap)s points to %(grade)s", gap=above[1], grade=grade.name
        )

    def _why_grade_means(self):
        grade = self.grade_id
        if not grade:
            return False
        return grade.strategy_note or False

    def _why_gets(self):
        """What grade, quadrant and role bring, the same for every reader."""
        got = self.env["kehu.entitlement"].sudo()._of(self.sudo())[self.id]
        rows = [row for _value, row in got.values()]
        if not rows:
            return False
        told = "; ".join(row.display_name for row in sorted(rows, key=lambda r: r.kind))
        return self.env._("What the customer gets: %s.", told)

    def _why_held(self):
        """Why the grade is not what the score alone says."""
        held, settled = self.scorecard_id.held, self.settled_grade_id
        if not held or settled == self.suggested_grade_id:
            return False
        company = self.company_id
        if held == "stay" and self.moved_on:
            return self.env._(
                "It stays %(grade)s until %(day)s: after a move a grade holds for "
                "%(days)s days.",
                grade=settled.name,
                day=format_date(
                    self.env,
                    fields.Date.add(self.moved_on, days=company.kehu_stay_days),
                ),
                days=company.kehu_stay_days,
            )
        if self.score >= settled.score_from:
            return self.env._(
                "It stays %(grade)s: a grade rises %(points)s points above the higher "
                "floor, not at it.",
                grade=settled.name,
                points=f"{company.kehu_margin_up:g}",
            )
        return self.env._(
            "It stays %(grade)s: a grade falls only more than %(points)s points below "
            "its own floor.",
            grade=settled.name,
            points=f"{company.kehu_margin_down:g}",
        )

    def _why_scheme(self, card):
        if not card.scheme_id:
            return ""
        return self.env._(
            "Scheme %(scheme)s, card of %(day)s",
            scheme=card.scheme_id.display_name,
            day=format_date(self.env, card.date),
        )

    def _why_line(self, line):
        return {
            "name": line.criterion_id.display_name,
            "value": line.value_text,
            "rule": line.breakpoint_id.display_name or "–",
            "points": line.points if line.has_value else "–",
            "weight": f"{line.weight:g} %"
            if line.has_value
            else self.env._("left out"),
            "adds": f"{line.contribution:.1f}" if line.has_value else "–",
        }

    # -------------------------------------------------------------- actions
    def action_override(self):
        """A form to set the grade by hand."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Override the Grade"),
            "res_model": "kehu.grade.override",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
                "default_grade_id": self.grade_id.id,
            },
        }

    def action_grade_history(self):
        """Every change of this customer's grade."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Grade History"),
            "res_model": "kehu.grade.history",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }
