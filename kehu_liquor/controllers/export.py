import json

from odoo.addons.web.controllers.export import CSVExport, ExcelExport
from odoo.http import request


def _remember_filter(data):
    """Let the export log know by which filter the records were chosen."""
    asked = json.loads(data)
    told = "" if asked.get("ids") else json.dumps(asked.get("domain") or [])
    request.update_context(kehu_export_domain=told)


class KehuCSVExport(CSVExport):
    """Customers that leave as a text file are logged with the filter used."""

    def base(self, data):
        _remember_filter(data)
        return super().base(data)


class KehuExcelExport(ExcelExport):
    """Customers that leave as a sheet are logged with the filter used."""

    def base(self, data):
        _remember_filter(data)
        return super().base(data)
