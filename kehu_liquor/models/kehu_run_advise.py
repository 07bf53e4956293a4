from odoo import models


class KehuRunAdvise(models.Model):
    """The chapter of the night on advice: what is over is measured."""

    _inherit = "kehu.run"

    def _stage_advise(self):
        self._retrying(
            lambda: self.env["kehu.advice"]._measure(self.company_id, self.day)
        )
