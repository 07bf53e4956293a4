"""Files of past sales, and what becomes of them."""

import base64
import io
from datetime import date

from openpyxl import Workbook

from odoo import SUPERUSER_ID, api

from .common import KehuTeamCase

CUTOVER = date(2026, 1, 1)
HEADINGS = ("单据号", "日期", "客户编号", "客户名称", "未税金额", "商品", "数量")


class HistoryCase(KehuTeamCase):
    """Two shops with a past, and a manager who brings it along."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.kehu_cutover_date = CUTOVER
        cls.golden = cls.make_customer("Golden Cup", ref="G1", user_id=cls.seller.id)
        cls.century = cls.make_customer("New Century", ref="N1")
        cls.batches = cls.env["kehu.import"].with_user(cls.manager)

    def text(self, *rows, headings=HEADINGS, mark=",", encoding="utf-8"):
        table = [headings, *rows]
        quoted = (mark.join(f'"{cell}"' for cell in row) for row in table)
        return "\r\n".join(quoted).encode(encoding)

    def workbook(self, *rows, headings=HEADINGS):
        book = Workbook()
        for row in (headings, *rows):
            book.active.append(row)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    def upload(self, data, name="history.csv", **values):
        return self.batches.create(
            {"file": base64.b64encode(data), "filename": name, **values}
        )

    def checked(self, *rows, **how):
        batch = self.upload(self.text(*rows, **how))
        batch.action_check()
        return batch

    def imported(self, *rows):
        batch = self.checked(*rows)
        batch.action_import_all()
        return batch

    def work(self):
        """What the scheduler does with files under way."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})["kehu.import"]._work()
        self.env.invalidate_all()

    def sales(self, *domain):
        here = [("company_id", "=", self.company.id), *domain]
        return self.env["kehu.external.sale"].search(here, order="number")

    def reasons(self, batch):
        """Line number → what is wrong with it."""
        bad = batch.line_ids.filtered(lambda line: line.state == "bad")
        return {line.line: line.reason for line in bad}


def row(number="A1", day="2025-11-20", ref="G1", name="", amount="100", *more):
    product, quantity, *_rest = (*more, "", "")
    return number, day, ref, name, amount, product, quantity
