from odoo import api, models


class Base(models.AbstractModel):
    """Customers do not leave in a file unnoticed, whichever table they leave by."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        data = super().export_data(fields_to_export)
        if any(map(self._kehu_of_customers, fields_to_export)):
            self.env["kehu.export.log"]._note(self, fields_to_export)
        return data

    @api.model
    def _kehu_listed(self, words):
        """Words one after the other, as the reader's language separates them."""
        return ("、" if (self.env.lang or "").startswith("zh") else ", ").join(words)

    @api.model
    def _kehu_of_customers(self, path):
        """Whether a column tells of customers; a mere name beside a row does not."""
        model = self
        for step in path.split("/"):
            if model._name == "res.partner" or model._name.startswith("kehu."):
                return step not in ("id", ".id") or model._name == self._name
            field = model._fields.get(step)
            if not field or not field.relational:
                return False
            model = self.env[field.comodel_name]
        return field.type != "many2one" and model._name == "res.partner"
