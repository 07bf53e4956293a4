import logging

from odoo import api, fields, models
from odoo.tools import split_every

_logger = logging.getLogger(__name__)

BATCH = 500


class KehuErasurePurge(models.Model):
    """What was kept under a pseudonym goes when its time is over.

    Decided by the day written down when the person was erased, line by line. What an
    app refuses to delete stays and is said; the list tells what went and when.
    """

    _inherit = "kehu.erasure"

    @api.model
    def _purge(self, today=None):
        """Delete what need not be kept any longer. Called by the cron.

        :return: how many records went
        """
        over = [
            ("fate", "=", "kept"),
            ("keep_until", "<", today or fields.Date.today()),
            ("erasure_id.state", "=", "done"),
        ]
        gone = 0
        for line in self.env["kehu.erasure.line"].sudo().search(over):
            gone += line._purge()
            self.env["ir.cron"]._commit_progress(1)
        return gone


class KehuErasureLinePurge(models.Model):
    _inherit = "kehu.erasure.line"

    purged_on = fields.Date(string="Deleted on", readonly=True)
    problem = fields.Char(string="Why Not Deleted", readonly=True)

    def _purge(self):
        """Delete the records of this line, past what keeps the register whole."""
        self.ensure_one()
        if self.model not in self.env:
            self.problem = self.env._("That app is not installed.")
            return 0
        model = self.env[self.model].sudo()
        rows = model.with_context(active_test=False, kehu_retention_over=True)
        found = rows.search([("id", "in", self.record_ids or [])])
        gone, problem = 0, False
        for batch in split_every(BATCH, found.ids, rows.browse):
            try:
                with self.env.cr.savepoint():
                    count = len(batch)
                    batch.unlink()
                    gone += count
            except Exception as error:  # an app's own word: it stays, and is said
                problem = str(error).splitlines()[0]
        if problem != (self.problem or False):
            self.problem = problem
        if not problem:
            self.write({"fate": "purged", "purged_on": fields.Date.today()})
        _logger.info(
            "Retention over: %s of %s rows of %s deleted", gone, len(found), self.model
        )
        return gone
