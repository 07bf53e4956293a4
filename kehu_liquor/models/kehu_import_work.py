import logging

from psycopg2 import errors

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ..engine import history

_logger = logging.getLogger(__name__)

WORKING = ("checking", "importing")
#: So many rows are checked, and so many documents imported, between two commits.
BATCH = 5000
TRIES = 5
RETRIED = (errors.SerializationFailure, errors.DeadlockDetected)


class KehuImportWork(models.Model):
    """A large file in the background: batch by batch, each with its own commit.

    The end is the same as at once: a document's rows are judged together, and
    imported documents count nowhere before the last one is there. Killed in the
    middle it goes on with the rows that are left; stopped or failed, what it had done
    is taken back and the import says why.
    """

    _inherit = "kehu.import"

    progress_count = fields.Integer(string="Rows Done", readonly=True)
    progress = fields.Float(string="Share Done (%)", compute="_compute_progress")
    progress_text = fields.Char(string="How Far", compute="_compute_progress")
    problem = fields.Text(readonly=True, help="Why the work in the background ended.")

    @api.depends("state", "progress_count", "row_count", "good_count")
    def _compute_progress(self):
        said = {
            "checking": self.env._("%(done)s of %(all)s rows checked"),
            "importing": self.env._("%(done)s of %(all)s rows imported"),
        }
        for batch in self:
            whole = batch.good_count if batch.state == "importing" else batch.row_count
            batch.progress = 100 * batch.progress_count / whole if whole else 0
            batch.progress_text = batch.state in said and (
                said[batch.state]
                % {
                    "done": formatLang(self.env, batch.progress_count, digits=0),
                    "all": formatLang(self.env, whole, digits=0),
                }
                if whole
                else self.env._("Waiting for its turn")
            )

    # ------------------------------------------------------------- by people
    def action_stop(self):
        """End the work in the background: as if it had not begun."""
        self.ensure_one()
        self.check_access("write")
        if self.state not in WORKING:
            raise UserError(self.env._("Nothing is under way here."))
        self.sudo()._halt()
        return True

    def _check_at_rest(self):
        if any(batch.state in WORKING for batch in self):
            raise UserError(
                self.env._("This file is being worked on: wait for it, or stop it.")
            )

    def _begin(self, state, values=()):
        """Have the scheduler work on it from now on."""
        work = {"state": state, "progress_count": 0, "problem": False}
        self.write({**dict(values), **work})
        self.env.ref("kehu_liquor.ir_cron_import").sudo()._trigger()
        return True

    def _halt(self, problem=False):
        """Take back what was done in the background, and say why."""
        facts = self.env["kehu.facts"].sudo()
        if self.state == "checking":
            facts._unstage(self)
            self.write({**self._nothing_read(), "problem": problem})
        elif self.state == "importing":
            facts._take_back(self)
            self.write({"state": "checked", "problem": problem})

    # ------------------------------------------------------ by the scheduler
    @api.model
    def _work(self):
        """Go on with every file under way, until done or the time is over."""
        for batch in self.sudo().search([("state", "in", WORKING)], order="id"):
            if not batch._as_its_user()._go_on():
                return

    def _as_its_user(self):
        """Sentences and documents are those of whoever started it."""
        started = self.checked_by_id if self.state == "checking" else self.done_by_id
        user = started or self.env.user
        return self.with_user(user).sudo().with_context(lang=user.lang)

    def _go_on(self):
        """Batch after batch. :return: whether there is time for more"""
        entries, tries, left = None, TRIES, True
        while left:
            try:
                if not self._is_mine():
                    break
                if self.state == "checking":
                    entries = entries or self._open_file()
                    count = self._check_batch(entries)
                else:
                    count = self._import_batch()
                self.env.flush_all()
            except RETRIED:
                # What somebody committed in between is seen at the next try.
                self._forget()
                entries, tries = None, tries - 1
                if not tries:
                    raise
            except Exception as error:  # told on the import; others have their turn
                self._give_up(error)
            else:
                left = self._commit(count)
        return left

    def _is_mine(self):
        """Whether it is still to be worked on; nobody stops it before the commit."""
        self.invalidate_recordset()
        return bool(self.try_lock_for_update()) and self.state in WORKING

    def _commit(self, count):
        waiting = self.search_count([("state", "in", WORKING)])
        return self.env["ir.cron"]._commit_progress(count, remaining=waiting)

    def _forget(self):
        self.env.cr.rollback()
        self.env.invalidate_all()

    def _give_up(self, error):
        problem = str(error)
        if isinstance(error, errors.UniqueViolation):
            problem = self.env._(
                "A document of this import came in meanwhile: check the file again."
            )
        elif not isinstance(error, UserError):
            _logger.exception("Import %s failed", self.id)
        self._forget()
        self._halt(problem)
        self._commit(0)

    # --------------------------------------------------------------- batches
    def _open_file(self):
        entries, how = self._understand_file()
        self.write({"row_count": len(entries), "understood": how})
        return entries

    def _check_batch(self, entries):
        """Judge and stage the rows after those done. :return: how many"""
        part = history.portion(entries, self.progress_count, BATCH)
        self._judge(part)
        self._stage(part)
        self.progress_count += len(part)
        if self.progress_count >= len(entries):
            self._checked()
        return len(part)

    def _import_batch(self):
        """Bring the next documents, as drafts; after the last one all of them count.

        :return: how many rows
        """
        facts = self.env["kehu.facts"].sudo()
        numbers = facts._next_documents(self, BATCH)
        if not numbers:
            self._check_cutover()
            self._imported()
            return 0
        self._check_fresh(numbers)
        count = facts._take_over(self, numbers)
        self.progress_count += count
        return count
