from collections import Counter, namedtuple
from dataclasses import dataclass, field

from odoo import api, models

from ..engine import entitlements, scoring
from .kehu_scoring import BATCH

YEAR = 365
#: What a mover's line holds beside its dry run and company.
LINE = (
    "partner_id",
    "user_id",
    "old_grade_id",
    "grade_id",
    "direction",
    "has_score",
    "score",
    "reason_fact",
    "reason_points",
    "net_12m",
    "visits_change",
    "credit_change",
    "limit_change",
)
Line = namedtuple("Line", LINE)


@dataclass
class Tally:
    """What a dry run counts while it goes through the customers."""

    pairs: Counter = field(default_factory=Counter)  # (old grade, new) → customers
    held: Counter = field(default_factory=Counter)  # margin, stay → customers
    known: Counter = field(default_factory=Counter)  # fact → customers that have it
    unscored: int = 0
    failed: int = 0
    total: int = 0


class KehuScoringTrial(models.AbstractModel):
    """A dry run: what the night would decide by other rules, written nowhere.

    Goes through the customers of one audience in the night's own batches and asks the
    night's own `_judge`, so that it says what enabling then does.
    """

    _inherit = "kehu.scoring"

    @api.model
    def _try(self, company, scheme, day, keep):
        """Judge all customers of the scheme's audience by it.

        :param keep: called with each batch's lines of those who move
        :return: `Tally`
        """
        new = self._rules(company, instead=scheme)
        old = self._rules(company)
        audience = scheme.audience_id.id
        tally, after = Tally(), 0
        while after is not None:
            rows = self._trial_rows(company, (old, new), day, after, audience)
            after = rows[-1]["partner_id"] if len(rows) == BATCH else None
            moved = self._trial_batch(new, rows, day, tally)
            keep(self._trial_lines(company, (old, new), moved))
        return tally

    @api.model
    def _trial_rows(self, company, both, day, after, audience):
        keys = sorted({key for rules in both for key in rules.keys} | {"net_12m"})
        rows = self.env["kehu.facts"]._facts_to_score(
            company, day, [*keys, "quadrant"], after, BATCH, audience=audience
        )
        for rules in both:
            self._add_answers(company, day, rules, rows)
        return rows

    @api.model
    def _trial_batch(self, rules, rows, day, tally):
        """Count a batch. :return: list of ``(row, verdict)`` of those who move"""
        overrides = self._overrides(rows)
        moved = []
        for row in rows:
            tally.total += 1
            try:
                verdict = self._judge(rules, row, day, overrides)
            except Exception:  # as at night: it keeps its grade
                tally.failed += 1
                continue
            self._count(tally, rules, row, verdict)
            if row["grade_id"] != verdict["grade_id"]:
                moved.append((row, verdict))
        return moved

    @api.model
    def _count(self, tally, rules, row, verdict):
        tally.pairs[row["grade_id"], verdict["grade_id"]] += 1
        tally.unscored += not verdict["has_score"]
        if verdict["held"]:
            tally.held[verdict["held"]] += 1
        criteria = rules.criteria.get(row["audience_id"], ())
        for criterion, value in zip(criteria, rules.values(row), strict=True):
            tally.known[criterion.key] += value is not None

    # ---------------------------------------------------------------- movers
    @api.model
    def _trial_lines(self, company, both, moved):
        """A line for each who moves: where to, why, and what it costs."""
        if not moved:
            return []
        partners = self.env["res.partner"].sudo()
        partners = partners.browse([row["partner_id"] for row, _new in moved])
        costs = self._trial_costs(company, partners, moved)
        return [
            Line(
                row["partner_id"],
                partner.user_id.id or None,
                row["grade_id"],
                new["grade_id"],
                self._direction(both[1], row["grade_id"], new["grade_id"]),
                new["has_score"],
                new["score"],
                *self._reason(both, row),
                row["net_12m"],
                *cost,
            )
            for partner, (row, new), cost in zip(partners, moved, costs, strict=True)
        ]

    @api.model
    def _direction(self, rules, old, new):
        if not old or not new:
            return "first" if new else "lost"
        floors = {grade: floor for floor, grade in rules.ladder}
        return "up" if floors.get(new, 0) > floors.get(old, 0) else "down"

    @api.model
    def _reason(self, both, row):
        """``(fact, points)``: where old and new rules differ most on the same facts.

        In the direction in which the score went, because that is what moved it.

        ``(None, 0)`` when the rules say the same: then the facts, the ladder or a
        stay that is over moves the customer, not the scheme.
        """
        old, new = (self._adds(rules, row) for rules in both)
        differences = {
            key: round(new.get(key, 0) - old.get(key, 0), 1) for key in old | new
        }
        if not differences:
            return None, 0
        sign = -1 if sum(differences.values()) < 0 else 1
        key = max(differences, key=lambda key: (sign * differences[key], key))
        return (key, differences[key]) if differences[key] else (None, 0)

    @api.model
    def _adds(self, rules, row):
        """What each fact brings to the score."""
        criteria = rules.criteria.get(row["audience_id"], ())
        lines = scoring.explain(criteria, rules.values(row))
        return {line.criterion.key: line.adds for line in lines}

    # ----------------------------------------------------------------- costs
    @api.model
    def _trial_costs(self, company, partners, moved):
        """Per mover: visits a month, credit in use, credit limit; new less old.

        Credit in use is what a customer owes on average when it pays on the last
        allowed day: a day's net sales times the credit days.
        """
        given = self.env["kehu.entitlement"]._given
        roles = [partner.kehu_role_id.id or None for partner in partners]
        pairs = list(zip(roles, moved, strict=True))
        before = given(company, [place(role, row, row) for role, (row, _) in pairs])
        after = given(company, [place(role, row, new) for role, (row, new) in pairs])
        for old, new, (row, _verdict) in zip(before, after, moved, strict=True):
            daily = max(0, float(row["net_12m"] or 0)) / YEAR
            yield (
                round(value(new, "visits") - value(old, "visits"), 2),
                round(
                    daily * (value(new, "payment_days") - value(old, "payment_days"))
                ),
                value(new, "credit_limit") - value(old, "credit_limit"),
            )


def place(role, row, graded):
    """Where a customer stands with the grade of ``graded``."""
    return entitlements.Place(
        role, row["quadrant"], graded["grade_id"], row["audience_id"]
    )


def value(given, kind):
    return given.get(kind, (0, None))[0]
