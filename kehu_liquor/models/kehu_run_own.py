import logging

from odoo import fields, models

from .kehu_run import RETRIED

_logger = logging.getLogger(__name__)


class KehuRunOwn(models.Model):
    """The chapter of the night on owners: claims end, idle customers are told or go.

    Each step stands for itself: one that fails is named in the run, the others are
    done. Access never waits for it: covers end by their dates.
    """

    _inherit = "kehu.run"

    claims_lapsed = fields.Integer()
    pool_told = fields.Integer(string="Told before the Pool")
    pool_returned = fields.Integer(string="Back in the Pool")
    handed_over = fields.Integer(string="Handovers Carried out")

    def _stage_own(self):
        for step in (self._own_claims, self._own_pool, self._own_handovers):
            self._retrying(lambda step=step: self._own_step(step))
            self._commit()

    def _own_step(self, step):
        try:
            with self.env.cr.savepoint():
                step()
        except RETRIED:
            raise
        except Exception as error:  # the other steps are done all the same
            _logger.exception("Night of %s: %s", self.company_id.name, step.__name__)
            self._own_tell(str(error))
            self.failed += 1

    def _own_claims(self):
        lapsed = self.env["kehu.claim"]._lapse(self.company_id, self.day)
        if lapsed:
            self.claims_lapsed += len(lapsed)
            names = ", ".join(lapsed.partner_id[:10].mapped("name"))
            self._own_tell(self.env._("Claims lapsed: %s", names))

    def _own_pool(self):
        rules = self.env["kehu.pool.rule"]._of(self.company_id)
        told, back = self.env["kehu.facts"]._pool_night(
            self.company_id, self.day, rules
        )
        self.pool_told += told
        if back:
            self.pool_returned += len(back)
            partners = self.env["res.partner"].browse(back[:10])
            names = ", ".join(partners.mapped("name"))
            self._own_tell(self.env._("Back in the pool: %s", names))

    def _own_handovers(self):
        done, failures = self.env["kehu.handover"]._carry_out_due(
            self.company_id, self.day
        )
        self.handed_over += done
        for failure in failures:
            self._own_tell(failure)

    def _own_tell(self, message):
        line = {"stage": "own", "message": message}
        self.line_ids = [fields.Command.create(line)]
