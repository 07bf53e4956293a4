import json
import logging
from dataclasses import dataclass, field

from odoo import api, models
from odoo.exceptions import UserError

from ..engine import grading, lifecycle, scoring

_logger = logging.getLogger(__name__)

BATCH = 5000
#: Facts that lifecycle and standing are read from.
TRADE = (
    "first_sale_date",
    "last_sale_date",
    "interval_median",
    "loyalty_index",
    "is_silent",
)
#: What scoring writes on `kehu.metric`.
DECIDED = (
    "has_score",
    "score",
    "suggested_grade_id",
    "settled_grade_id",
    "moved_on",
    "grade_id",
    "lifecycle",
    "standing",
    "override_id",
)
#: What it writes on a scorecard.
CARD = (
    "partner_id",
    "company_id",
    "date",
    "scheme_id",
    "has_score",
    "score",
    "grade_id",
    "settled_grade_id",
    "held",
    "lines",
)


@dataclass(frozen=True)
class Rules:
    """What a company grades by, read once a night."""

    criteria: dict  # audience id → list of engine criteria
    lines: dict  # audience id → list of criterion ids
    schemes: dict  # audience id → scheme id
    ladder: list
    margins: grading.Margins
    habits: lifecycle.Habits
    keys: tuple
    zero_is_missing: frozenset
    questions: dict  # key → question id, of those that a criterion scores
    behaviour: frozenset = frozenset()  # figures read beside the stored ones

    def values(self, row):
        """The facts of a customer in the order of its audience's criteria."""
        return [
            None if not row[c.key] and c.key in self.zero_is_missing else row[c.key]
            for c in self.criteria.get(row["audience_id"], ())
        ]


@dataclass
class Outcome:
    """What became of a batch."""

    last: int | None = None
    scored: int = 0
    moved: int = 0
    failures: list = field(default_factory=list)


class KehuScoring(models.AbstractModel):
    """The one place where grades are decided: by the night, by hand, in a replay.

    Reads `kehu.metric`, asks the engine, writes what changed: the verdict on the
    metric, a scorecard when score or grade changed, a line of grade history when
    the grade did. A customer that cannot be scored is named and left as it was.
    """

    _name = "kehu.scoring"
    _description = "Scoring"

    @api.model
    def _decide_now(self, partner, company):
        """Score one customer at once, safe beside a running night."""
        facts = self.env["kehu.facts"].sudo()
        if not facts._lock_beside_night(company):
            raise UserError(
                self.env._(
                    "The nightly run is at work: please try again in a few minutes."
                )
            )
        partner = partner.commercial_partner_id
        self.env["kehu.metric"]._of(partner, company)
        outcome = self.sudo()._score(company, facts._today(company), only=partner)
        if outcome.failures:
            raise UserError(outcome.failures[0][1])

    @api.model
    def _score(self, company, day, after=0, only=None, rules=None):
        """Score the next batch.

        :param rules: the company's `Rules` if already read
        :return: `Outcome`, its last None at the end
        """
        rules = rules or self._rules(company)
        rows = self.env["kehu.facts"]._facts_to_score(
            company, day, rules.keys, after, BATCH, only
        )
        self._add_answers(company, day, rules, rows)
        outcome = Outcome(last=rows[-1]["partner_id"] if len(rows) == BATCH else None)
        overrides = self._overrides(rows)
        changed = []
        for row in rows:
            try:
                verdict = self._judge(rules, row, day, overrides)
            except Exception as error:
                _logger.exception("Customer %s could not be scored", row["partner_id"])
                outcome.failures.append((row["partner_id"], str(error)))
                continue
            outcome.scored += 1
            if self._differs(row, verdict, COMPARED):
                changed.append((row, verdict))
        self._write(company, day, rules, changed, overrides)
        outcome.moved = sum(row["grade_id"] != new["grade_id"] for row, new in changed)
        return outcome

    # ---------------------------------------------------------------- rules
    @api.model
    def _rules(self, company, instead=None):
        """What a company grades by; with ``instead`` in the place of its scheme."""
        schemes = self.env["kehu.scheme"]._in_use(company)
        if instead:
            schemes[instead.audience_id.id] = instead
        criteria, lines = {}, {}
        for audience, scheme in schemes.items():
            parts = scheme.criterion_ids
            criteria[audience] = [part._engine() for part in parts]
            lines[audience] = parts.ids
        catalog = self.env["kehu.metric"]._fact_catalog()
        used = {c.key for parts in criteria.values() for c in parts}
        asked = self.env["kehu.question"]._keys()
        return Rules(
            criteria=criteria,
            lines=lines,
            schemes={audience: scheme.id for audience, scheme in schemes.items()},
            ladder=self.env["kehu.grade"]._ladder(company),
            margins=company._kehu_margins(),
            habits=company._kehu_habits(),
            keys=(*TRADE, *sorted(used - {*TRADE, *asked})),
            zero_is_missing=frozenset(
                key for key in used if catalog[key].zero_is_missing
            ),
            questions={key: asked[key] for key in used & set(asked)},
        )

    @api.model
    def _add_answers(self, company, day, rules, rows):
        """Beside the figures in ``rows``, what people answered up to ``day``."""
        if not rules.questions:
            return
        blank = dict.fromkeys(rules.questions)
        by_partner = {}
        for row in rows:
            row.update(blank)
            by_partner[row["partner_id"]] = row
        keys = {number: key for key, number in rules.questions.items()}
        for partner, question, value in self.env["kehu.facts"]._answers(
            company, day, keys, by_partner
        ):
            by_partner[partner][keys[question]] = value

    @api.model
    def _overrides(self, rows):
        """Overrides in force, or so until now, among ``rows``: id → record."""
        ids = {row[key] for row in rows for key in ("override_id", "old_override_id")}
        ids.discard(None)
        overrides = self.env["kehu.grade.override"].sudo().browse(ids)
        return {override.id: override for override in overrides}

    # -------------------------------------------------------------- verdict
    @api.model
    def _judge(self, rules, row, day, overrides):
        """What the engine says of one customer, in the names of `kehu.metric`."""
        score = scoring.score(
            rules.criteria.get(row["audience_id"], ()), rules.values(row)
        )
        suggested = grading.rung(rules.ladder, score) if row["active"] else None
        settled, moved, held = suggested, row["moved_on"], None
        if suggested != row["settled_grade_id"] and row["active"]:
            settled, moved, held = self._settle(rules, row, score, day)
        override = overrides.get(row["override_id"]) if row["active"] else None
        trade = self._trade(row)
        return {
            "has_score": score is not None,
            "score": score,
            "suggested_grade_id": suggested,
            "settled_grade_id": settled,
            "moved_on": moved,
            "held": held,
            "grade_id": override.grade_id.id if override else settled,
            "lifecycle": lifecycle.lifecycle(trade, rules.habits),
            "standing": lifecycle.standing(trade, rules.habits, day),
            "override_id": override.id if override else None,
            "old_override_id": override.id if override else None,
        }

    @api.model
    def _settle(self, rules, row, score, day):
        """``(grade, day of the last move, what held it)``; a first grade is no move."""
        current, moved = row["settled_grade_id"], row["moved_on"]
        days = (day - moved).days if moved else None
        grade, held = grading.settle(rules.ladder, score, current, days, rules.margins)
        if grade != current and grade and current:
            moved = day
        return grade, moved, held

    @api.model
    def _trade(self, row):
        return lifecycle.Trade(
            first_sale=row["first_sale_date"],
            last_sale=row["last_sale_date"],
            interval=row["interval_median"],
            loyalty=row["loyalty_index"],
            is_silent=bool(row["is_silent"]),
            stage=row["stage"],
            buys_elsewhere=bool(row["buys_elsewhere"]),
        )

    @api.model
    def _differs(self, row, verdict, keys):
        """Whether there is something to write; a buyer's first card always is."""
        if row["first_sale_date"] and not row["scorecard_id"]:
            return True
        return any(verdict[key] != row[key] for key in keys)

    # --------------------------------------------------------------- writes
    @api.model
    def _write(self, company, day, rules, changed, overrides):
        cards = self._write_cards(company, day, rules, changed)
        self._write_history(company, day, changed, cards, overrides)
        rows = [
            (
                row["id"],
                cards.get(row["partner_id"], row["scorecard_id"]),
                *(new[key] for key in DECIDED),
            )
            for row, new in changed
        ]
        self.env["kehu.facts"]._update("kehu.metric", ("scorecard_id", *DECIDED), rows)

    @api.model
    def _write_cards(self, company, day, rules, changed):
        """A scorecard per customer whose score or grade changed: partner → card."""
        graded = [(row, new) for row, new in changed if self._differs(row, new, GRADED)]
        facts = self.env["kehu.facts"]
        ids = facts._insert(
            "kehu.scorecard",
            CARD,
            [
                (
                    row["partner_id"],
                    company.id,
                    day,
                    rules.schemes.get(row["audience_id"]),
                    new["has_score"],
                    new["score"],
                    new["suggested_grade_id"],
                    new["settled_grade_id"],
                    new["held"],
                    self._card_lines(rules, row),
                )
                for row, new in graded
            ],
        )
        return {
            row["partner_id"]: card
            for card, (row, _new) in zip(ids, graded, strict=True)
        }

    @api.model
    def _card_lines(self, rules, row):
        """How each criterion came out, as the card keeps it."""
        audience = row["audience_id"]
        lines = scoring.explain(rules.criteria.get(audience, ()), rules.values(row))
        return json.dumps(
            [
                (number, x.rung + 1, x.value, x.points, x.share, x.adds)
                for number, x in zip(rules.lines.get(audience, ()), lines, strict=True)
            ]
        )

    @api.model
    def _write_history(self, company, day, changed, cards, overrides):
        columns = (
            "partner_id",
            "company_id",
            "date",
            "old_grade_id",
            "grade_id",
            "source",
            "reason",
            "has_score",
            "score",
            "scorecard_id",
            "user_id",
        )
        self.env["kehu.facts"]._pour(
            "kehu.grade.history",
            columns,
            [
                (
                    row["partner_id"],
                    company.id,
                    day,
                    row["grade_id"],
                    new["grade_id"],
                    *self._cause(row, new, overrides),
                    new["has_score"],
                    new["score"],
                    cards.get(row["partner_id"]),
                    self._by(row, new, overrides),
                )
                for row, new in changed
                if row["grade_id"] != new["grade_id"]
            ],
        )

    @api.model
    def _cause(self, row, new, overrides):
        """``(source, reason)`` of a change of grade."""
        if override := overrides.get(new["override_id"]):
            return "override", override.reason
        if row["old_override_id"]:
            return "override_end", None
        return "night", None

    @api.model
    def _by(self, row, new, overrides):
        """Who set the override, or ended it early; nobody in any other case."""
        if override := overrides.get(new["override_id"]):
            return override.user_id.id
        ended = overrides.get(row["old_override_id"])
        return ended.ended_by_id.id or None if ended else None


#: A change in one of these writes the metric; in one of `GRADED` also a scorecard.
COMPARED = (
    "score",
    "suggested_grade_id",
    "settled_grade_id",
    "grade_id",
    "lifecycle",
    "standing",
    "old_override_id",
)
GRADED = ("score", "suggested_grade_id", "settled_grade_id", "grade_id")
