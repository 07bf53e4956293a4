from odoo import models


class Base(models.AbstractModel):
    """Customers do not leave in a file unnoticed."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        data = super().export_data(fields_to_export)
        if self._name == "res.partner" or self._name.startswith("kehu."):
            self.env["kehu.export.log"]._note(self, fields_to_export)
        return data
