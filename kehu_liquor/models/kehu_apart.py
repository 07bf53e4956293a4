from odoo import models


class KehuApart(models.AbstractModel):
    """Our columns on a table of Odoo's, read when somebody asks for one of them.

    Odoo reads all plain columns of a record with the first one, at every posting,
    mail and page. Ours are a group of their own: read together, and not with those.
    """

    _name = "kehu.apart"
    _description = "Columns read apart"

    def _register_hook(self):
        super()._register_hook()
        for name, field in self._fields.items():
            if name.startswith("kehu_") and field.prefetch is True:
                field.prefetch = "kehu"
