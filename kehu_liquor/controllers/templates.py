import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from odoo import http
from odoo.http import request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class KehuTemplates(http.Controller):
    """Empty files to fill in when a house moves in, headed in the reader's language."""

    @http.route(
        "/kehu_liquor/template/<string:name>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def template(self, name):
        """Headings on the first sheet, what each one takes on the second."""
        tables = {
            "customers": lambda: request.env["res.partner"]._kehu_template(),
            "history": lambda: request.env["kehu.import"]._template(),
        }
        if name not in tables or not request.env.user.has_group(
            "kehu_liquor.group_kehu_user"
        ):
            raise request.not_found()
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", f'attachment; filename="{name}.xlsx"'),
        ]
        return request.make_response(self._workbook(tables[name]()), headers)

    def _workbook(self, table):
        book = Workbook()
        sheet, notes = book.active, book.create_sheet(request.env._("Notes"))
        sheet.title = request.env._("Data")
        for column, (heading, note, example) in enumerate(table, 1):
            sheet.cell(1, column, heading).font = Font(bold=True)
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = 18
            notes.append([heading, note, example])
        for letter, width in (("A", 20), ("B", 70), ("C", 30)):
            notes.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()
