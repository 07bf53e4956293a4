from odoo import models


class KehuRunMargin(models.Model):
    """The last chapter of the night: margins, for whoever looks at the overview."""

    _inherit = "kehu.run"

    def _stage_margin(self):
        self._retrying(
            lambda: self.env["kehu.margin"]._refresh(self.company_id, self.day)
        )
