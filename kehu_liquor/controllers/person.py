import io
import json

from openpyxl import Workbook
from openpyxl.styles import Font

from odoo import http
from odoo.http import request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A cell that begins so would be taken for a formula.
FORMULAS = ("=", "+", "-", "@")


class KehuPerson(http.Controller):
    """All that is held on a person, for the person: nothing of it stays behind."""

    @http.route(
        "/kehu_liquor/person/<int:person_id>.<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def person(self, person_id, kind):
        """A table or JSON; managers only, and logged."""
        makers = {"json": (_as_json, "application/json"), "xlsx": (_as_sheets, XLSX)}
        person = request.env["res.partner"].browse(person_id).exists()
        if kind not in makers or not person:
            raise request.not_found()
        make, mimetype = makers[kind]
        content = make(person._kehu_person_file())
        name = f"person-{person.id}.{kind}"
        headers = [
            ("Content-Type", mimetype),
            ("Content-Disposition", f'attachment; filename="{name}"'),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)


def _as_json(chapters):
    return json.dumps(chapters, ensure_ascii=False, indent=1)


def _as_sheets(chapters):
    """One sheet, a block for each chapter."""
    book = Workbook()
    sheet = book.active
    for title, rows in chapters.items():
        sheet.append([title])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for row in rows:
            for label, value in row.items():
                sheet.append([label, _safe(value)])
            sheet.append([])
    for letter, width in (("A", 28), ("B", 80)):
        sheet.column_dimensions[letter].width = width
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _safe(value):
    """A text as text, whatever it begins with."""
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return value
