import logging

from odoo import fields, models

from .kehu_run import RETRIED

_logger = logging.getLogger(__name__)


class KehuRunPoints(models.Model):
    """The chapter of the night on points: what has ended goes, and the books are
    compared with the documents. A step that fails is named, the other is done.
    """

    _inherit = "kehu.run"

    points_expired = fields.Integer(string="Customers Whose Points Ended")
    points_differ = fields.Integer(string="Documents That Differ in Points")

    def _stage_points(self):
        if not self._has_points():
            return
        for step in (self._points_expire, self._points_check):
            self._retrying(lambda step=step: self._points_step(step))
            self._commit()

    def _has_points(self):
        """Whether a rule is in use in the company, or anything was ever booked."""
        here = [("company_id", "in", (False, self.company_id.id))]
        models = self.env["kehu.points.rule"], self.env["kehu.points.entry"]
        return any(model.sudo().search_count(here, limit=1) for model in models)

    def _points_step(self, step):
        try:
            with self.env.cr.savepoint():
                step()
        except RETRIED:
            raise
        except Exception as error:  # the other step is done all the same
            _logger.exception("Night of %s: %s", self.company_id.name, step.__name__)
            self._points_tell(str(error))
            self.failed += 1

    def _points_expire(self):
        self.points_expired = self.env["kehu.facts"]._points_expire(
            self.company_id, self.day
        )

    def _points_check(self):
        differences = self.env["kehu.points.difference"]
        self.points_differ = differences._check(self.company_id, self.day)
        if self.points_differ:
            self._points_tell(differences._say_found(self.points_differ))

    def _points_tell(self, message):
        line = {"stage": "points", "message": message}
        self.line_ids = [fields.Command.create(line)]
