import base64
import csv
import io

from odoo import api, fields, models
from odoo.tools import formatLang


class KehuSchemeTrialWords(models.Model):
    """What a dry run tells its reader: counts, cost, doubts, the matrix, a file."""

    _inherit = "kehu.scheme.trial"

    counts_text = fields.Char(compute="_compute_texts")
    cost_text = fields.Char(compute="_compute_texts")
    doubts_text = fields.Text(compute="_compute_texts")
    matrix = fields.Json(compute="_compute_matrix")
    movers_file = fields.Binary(compute="_compute_movers_file", string="List of Movers")
    movers_name = fields.Char(compute="_compute_movers_file", string="File Name")

    @api.depends("pairs", "line_ids")
    @api.depends_context("lang")
    def _compute_texts(self):
        for trial in self:
            trial.counts_text = trial._say_counts()
            trial.cost_text = trial._say_cost()
            trial.doubts_text = "\n".join(trial._say_doubts())

    def _say_counts(self):
        parts = [
            self.env._("%s up", f"{self.up:,}"),
            self.env._("%s down", f"{self.down:,}"),
        ]
        if self.first:
            parts.append(self.env._("%s get their first grade", f"{self.first:,}"))
        if self.lost:
            parts.append(self.env._("%s lose their grade", f"{self.lost:,}"))
        moved = self.up + self.down + self.first + self.lost
        parts.append(
            self.env._(
                "%(same)s unchanged (%(stay)s held by the minimum stay, "
                "%(margin)s by the margins)",
                same=f"{self.total - moved - self.failed:,}",
                stay=f"{self.held_stay:,}",
                margin=f"{self.held_margin:,}",
            )
        )
        return " · ".join(parts)

    def _say_cost(self):
        rows = self.env["kehu.scheme.trial.line"]._read_group(
            [("trial_id", "=", self.id)],
            ["user_id"],
            ["visits_change:sum", "credit_change:sum", "limit_change:sum"],
        )
        visits, credit, limit = (sum(row[n] for row in rows) for n in (1, 2, 3))
        parts = [
            self.env._("visits %s a month", signed(visits)) + self._say_visitors(rows),
            self.env._("credit in use %s", self._money(credit)),
        ]
        if limit:
            parts.append(self.env._("credit limits %s", self._money(limit)))
        return " · ".join(parts)

    def _say_visitors(self, rows):
        """Whose visits change most."""
        most = sorted(rows, key=lambda row: -abs(row[1]))[:3]
        nobody = self.env._("open pool")
        told = [
            f"{row[0].sudo().name or nobody} {signed(row[1])}" for row in most if row[1]
        ]
        return f" ({', '.join(told)})" if told else ""

    def _money(self, amount):
        sign = "+" if amount >= 0 else "−"
        whole = formatLang(self.env, abs(amount), digits=0)
        return f"{sign}{self.currency_id.symbol or ''} {whole}"

    def _say_doubts(self):
        labels = self.env["kehu.metric"]._fact_labels()
        for fact in self.unknown_facts or []:
            yield self.env._(
                "Nobody has data for “%s”: its weight is shared among the others.",
                labels.get(fact, fact),
            )
        if self.total and self.unscored == self.total:
            yield self.env._(
                "Less than half of the weight has data for anybody: put to use, this "
                "scheme would leave everybody without a grade."
            )
        elif self.unscored:
            yield self.env._(
                "%s customers have data for less than half of the weight and get no "
                "grade.",
                f"{self.unscored:,}",
            )
        if self.failed:
            yield self.env._(
                "%s customers could not be scored; they keep their grade.",
                f"{self.failed:,}",
            )
        if self.total and not self.line_ids:
            yield self.env._(
                "No customer moves: the change is too small, or the minimum stay holds."
            )
        if not self.total:
            yield self.env._("There are no customers yet to try it on.")

    # ---------------------------------------------------------------- matrix
    @api.depends("pairs")
    @api.depends_context("lang")
    def _compute_matrix(self):
        """Grades from the top, no grade last, and customers from each to each."""
        for trial in self:
            counts = {(old or 0, new or 0): n for old, new, n in trial.pairs or []}
            used = {grade for pair in counts for grade in pair}
            grades = self.env["kehu.grade"].sudo().with_context(active_test=False)
            grades = grades.search([("id", "in", list(used))])
            none = [{"id": 0, "name": self.env._("None"), "color": 0}]
            trial.matrix = {
                "grades": [
                    {"id": grade.id, "name": grade.name, "color": grade.color}
                    for grade in grades
                ]
                + (none if 0 in used else []),
                "cells": {f"{old}-{new}": n for (old, new), n in counts.items()},
            }

    # ------------------------------------------------------------------ file
    def _compute_movers_file(self):
        for trial in self:
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(trial._file_head())
            writer.writerows(trial._file_row(line) for line in trial.line_ids)
            content = text.getvalue().encode("utf-8-sig")
            trial.movers_file = base64.b64encode(content)
            trial.movers_name = f"{trial.scheme_id.name}-{trial.day}.csv"

    def _file_head(self):
        names = (
            "partner_id",
            "old_grade_id",
            "grade_id",
            "score",
            "reason",
            "net_12m",
            "visits_change",
            "credit_change",
            "user_id",
        )
        told = self.env["kehu.scheme.trial.line"].fields_get(names, ["string"])
        return [told[name]["string"] for name in names]

    def _file_row(self, line):
        return [
            harmless(line.partner_id.name),
            line.old_grade_id.name or "",
            line.grade_id.name or "",
            line.score if line.has_score else "",
            line.reason,
            line.net_12m,
            line.visits_change,
            line.credit_change,
            harmless(line.user_id.name),
        ]


def signed(number):
    """A change as people read it: +2, −0.5, 0."""
    text = f"{number:+,.2f}".rstrip("0").rstrip(".")
    return "0" if float(number) == 0 else text


def harmless(text):
    """No spreadsheet takes a name for a formula."""
    return f"'{text}" if text and text[0] in "=+-@" else text or ""
