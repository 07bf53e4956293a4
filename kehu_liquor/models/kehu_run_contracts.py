import logging

from odoo import fields, models

from .kehu_run import RETRIED

_logger = logging.getLogger(__name__)


class KehuRunContracts(models.Model):
    """The night on contracts and support: dates move on, figures are kept.

    Each step stands for itself; one that fails is named in the run.
    """

    _inherit = "kehu.run"

    contracts_moved = fields.Integer(string="Contracts Begun or Ended")

    def _stage_contracts(self):
        for step in (
            self._contracts_by_date,
            self._contracts_figures,
            self._contracts_forecasts,
            self._contracts_customers,
        ):
            self._retrying(lambda step=step: self._contracts_step(step))
            self._commit()

    def _contracts_step(self, step):
        try:
            with self.env.cr.savepoint():
                step()
        except RETRIED:
            raise
        except Exception as error:  # the other step is done all the same
            _logger.exception("Night of %s: %s", self.company_id.name, step.__name__)
            line = {"stage": "contracts", "message": str(error)}
            self.line_ids = [fields.Command.create(line)]
            self.failed += 1

    def _contracts_by_date(self):
        contracts = self.env["kehu.contract"]
        self.contracts_moved += contracts._follow_all(self.company_id, self.day)

    def _contracts_figures(self):
        self.env["kehu.facts"]._keep_contracts(self.company_id, self.day)

    def _contracts_forecasts(self):
        self.env["kehu.contract"]._keep_forecasts(self.company_id, self.day)

    def _contracts_customers(self):
        self.env["kehu.facts"]._keep_dealers(self.company_id, self.day)
