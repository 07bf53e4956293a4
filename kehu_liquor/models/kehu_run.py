import logging
import time

from psycopg2 import errors

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_logger = logging.getLogger(__name__)

TRIES = 5
RETRIED = (errors.SerializationFailure, errors.UniqueViolation, errors.DeadlockDetected)
#: A replay knows neither overrides nor the grades before …
FORGOTTEN = {"override_id": None, "settled_grade_id": None, "moved_on": None}
#: … and says nothing of what hangs on them.
UNTOLD = (*FORGOTTEN, "old_override_id", "grade_id", "held")
STATES = [
    ("running", "At work"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("interrupted", "Interrupted"),
]


class KehuRun(models.Model):
    """One night of one company: facts refreshed, customers scored, in that order.

    Runs forward only, one day after another; the same day may be run again and then
    changes nothing. Killed in the middle, it goes on where it stopped. Afterwards it
    tells how many rows changed, who moved, and which customers failed and why.
    """

    _name = "kehu.run"
    _description = "Nightly run"
    _order = "day desc, id desc"
    _rec_name = "day"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    day = fields.Date(
        required=True, help="The figures are true at the end of this day."
    )
    state = fields.Selection(STATES, default="running", required=True)
    stage = fields.Char(help="The step to do next.")
    cursor = fields.Integer(help="The last customer done in this step.")
    started = fields.Datetime(default=fields.Datetime.now)
    ended = fields.Datetime()
    changed = fields.Integer(string="Figures Changed")
    born = fields.Integer(string="New Customers")
    gone = fields.Integer(string="No Longer Customers")
    scored = fields.Integer(string="Customers Scored")
    moved = fields.Integer(string="Grades Changed")
    failed = fields.Integer(string="Customers Failed")
    line_ids = fields.One2many("kehu.run.line", "run_id", string="Story")

    _latest_first = models.Index("(company_id, day DESC, id DESC)")

    # ------------------------------------------------------------ the night
    @api.model
    def _run(self, day=None):
        """The night of every company, one after the other. Called by the cron.

        :param day: the day to be true for; today in each company's own zone
        """
        failure = None
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            try:
                self.sudo()._run_company(company, day)
            except Exception as error:  # the others have their night all the same
                _logger.exception("The night of company %s failed", company.id)
                failure = failure or error
        if failure:
            raise failure

    @api.model
    def _run_company(self, company, day=None):
        facts = self.env["kehu.facts"]
        if not facts._lock_night(company):
            _logger.warning("A run of %s is already at work", company.name)
            return
        try:
            self._commit()
            run = self._open(company, day or facts._today(company))
            run._go_on()
        finally:
            self.env.cr.rollback()  # whatever broke, the lock is given back
            facts._unlock_night(company)

    @api.model
    def _open(self, company, day):
        """The unfinished run of that day, or a new one; never one for a past day."""
        last = self.search([("company_id", "=", company.id)], limit=1)
        if last and day < last.day:
            raise UserError(
                self.env._(
                    "The night of %(company)s already ran for %(last)s: "
                    "it does not run backwards to %(day)s.",
                    company=company.name,
                    last=last.day,
                    day=day,
                )
            )
        if last.state == "running" and last.day == day:
            return last
        if last.state == "running":
            last.state = "interrupted"
        return self.create(
            {"company_id": company.id, "day": day, "stage": self._stages()[0]}
        )

    @api.model
    def _stages(self):
        """The nightly story, in order; a later chapter is added here."""
        return [
            *("calendar", "refresh", "score", "own", "points", "contracts"),
            *("plan", "advise", "warn", "tell", "margin"),
        ]

    def _go_on(self):
        """Do what is left to do, step by step, each with its own commit."""
        self.ensure_one()
        self._commit()
        stages = self._stages()
        for number, stage in enumerate(stages[stages.index(self.stage) :], 1):
            begun = time.monotonic()
            try:
                getattr(self, f"_stage_{stage}")()
            except Exception as error:
                self._fail(stage, error)
                raise
            self._tell(stage, begun)
            following = stages.index(stage) + 1
            self.write(
                {
                    "stage": stages[following] if following < len(stages) else stage,
                    "cursor": 0,
                }
            )
            self._commit(number)
        self.write({"state": "done", "ended": fields.Datetime.now()})
        self._commit()

    def _stage_refresh(self):
        changed, born, gone = self._retrying(
            lambda: self.env["kehu.facts"]._refresh(self.company_id, self.day)
        )
        self.write({"changed": changed, "born": born, "gone": gone})

    def _stage_score(self):
        after = self.cursor
        rules = self.env["kehu.scoring"]._rules(self.company_id)
        while after is not None:
            after = self._retrying(lambda at=after: self._score_batch(at, rules))

    def _score_batch(self, after, rules):
        outcome = self.env["kehu.scoring"]._score(
            self.company_id, self.day, after, rules=rules
        )
        self.write(
            {
                "scored": self.scored + outcome.scored,
                "moved": self.moved + outcome.moved,
                "failed": self.failed + len(outcome.failures),
                "cursor": outcome.last or self.cursor,
                "line_ids": [
                    fields.Command.create(
                        {"stage": "score", "partner_id": partner, "message": why}
                    )
                    for partner, why in outcome.failures
                ],
            }
        )
        self._commit()
        return outcome.last

    @api.model
    def _last_days(self, companies):
        """The last day run through, per company."""
        rows = self.sudo()._read_group(
            [("company_id", "in", companies.ids), ("state", "=", "done")],
            ["company_id"],
            ["day:max"],
        )
        return dict(rows)

    # ---------------------------------------------------------------- craft
    @api.model
    def _commit(self, done=0):
        self.env["ir.cron"]._commit_progress(done)

    def _retrying(self, work):
        """Do ``work``; when a user's commit came in between, do it again."""
        for attempt in range(1, TRIES + 1):
            try:
                result = work()
                self.env.flush_all()
                return result
            except RETRIED:
                self.env.cr.rollback()
                self.env.invalidate_all()
                if attempt == TRIES:
                    raise
                _logger.info("Night of %s: try %s", self.company_id.name, attempt + 1)
        return None

    def _fail(self, stage, error):
        self.env.cr.rollback()
        self.env.invalidate_all()
        self.write(
            {
                "state": "failed",
                "ended": fields.Datetime.now(),
                "line_ids": [
                    fields.Command.create({"stage": stage, "message": str(error)})
                ],
            }
        )
        self._commit()

    def _tell(self, stage, begun):
        seconds = time.monotonic() - begun
        _logger.info(
            "Night of %s, %s: %s in %.1f s",
            self.company_id.name,
            self.day,
            stage,
            seconds,
        )

    # -------------------------------------------------------------- actions
    def action_run_now(self):
        """Have the night run at once, in the background, by the scheduler."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager may start the night."))
        self.env.ref("kehu_liquor.ir_cron_night").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The night runs now, in the background. "
                    "Nightly Runs tells when it is done."
                ),
            },
        }

    # --------------------------------------------------------------- replay
    @api.model
    def _replay(self, day, company=None, partners=None):
        """Figures and suggested grades as they would have been on ``day``.

        Open amounts come from reconciliation dates. Grading is today's rules on that
        day's facts, and answers up to it, by score alone: margins and minimum stay
        hang on the grades before. Nothing is written.

        :return: dict partner id → dict of figures, score, suggested grade id,
            lifecycle, standing
        """
        company = company or self.env.company
        scoring = self.env["kehu.scoring"]
        rules = scoring._rules(company)
        rows = self.env["kehu.facts"]._metrics(company, day, partners)
        known = self._replay_known(rows)
        scoring._add_answers(company, day, rules, rows)
        for row in rows:
            row.update(known[row["partner_id"]], **FORGOTTEN)
            verdict = scoring._judge(rules, row, day, {})
            for key in UNTOLD:
                verdict.pop(key)
            row.update(verdict)
            for key in ("settled_grade_id", "moved_on"):
                row.pop(key)
        return {row["partner_id"]: row for row in rows}

    @api.model
    def _replay_known(self, rows):
        """What people said of each customer: it has no past, today's word is taken."""
        partners = self.env["res.partner"].sudo().browse(r["partner_id"] for r in rows)
        return {
            partner.id: {
                "active": partner.active,
                "stage": partner.kehu_stage or None,
                "buys_elsewhere": partner.kehu_buys_elsewhere,
            }
            for partner in partners
        }


class KehuRunLine(models.Model):
    """A customer or a step that failed, and why."""

    _name = "kehu.run.line"
    _description = "Nightly run: what failed"
    _order = "id"

    run_id = fields.Many2one("kehu.run", required=True, index=True, ondelete="cascade")
    stage = fields.Char()
    partner_id = fields.Many2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="set null"
    )
    message = fields.Char()
