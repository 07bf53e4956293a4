"""A file of past sales: read, judged row by row, taken over whole, taken back whole."""

from datetime import date, datetime
from time import perf_counter

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ago
from .common_history import HistoryCase, row


@tagged("post_install", "-at_install")
class TestReading(HistoryCase):
    def understood(self, data, name="history.csv"):
        batch = self.upload(data, name)
        batch.action_check()
        return [
            (line.number, line.date, line.partner_id, line.amount, line.state)
            for line in batch.line_ids
        ]

    def test_encodings_and_marks_say_the_same(self):
        expected = [("A1", date(2025, 11, 20), self.golden, 1234.5, "good")]
        line = row(amount="1,234.50")
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            for mark in ",;\t":
                with self.subTest(encoding=encoding, mark=mark):
                    data = self.text(line, encoding=encoding, mark=mark)
                    self.assertEqual(self.understood(data), expected)

    def test_a_workbook(self):
        data = self.workbook(
            ("A1", datetime(2025, 11, 20), "G1", None, 1234.5),
            (None,) * 5,
            (20251, 45981, None, "New Century", -80),
        )
        day = date(2025, 11, 20)
        self.assertEqual(
            self.understood(data, "history.xlsx"),
            [
                ("A1", day, self.golden, 1234.5, "good"),
                ("20251", day, self.century, -80, "good"),
            ],
        )

    def test_what_is_no_such_file_is_refused(self):
        for data in (b"\x00\x01", b"PK\x03\x04nothing", b"%PDF-1.4\n\x00\xff"):
            with self.subTest(data), self.assertRaises(UserError):
                self.understood(data)
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self.batches.create({}).action_check()

    def test_missing_columns_are_named(self):
        with self.assertRaisesRegex(UserError, "for: date, untaxed amount"):
            self.checked(("A1", "G1"), headings=("单据号", "客户编号"))

    def test_the_columns_are_shown(self):
        batch = self.checked(row())
        self.assertIn("未税金额 → untaxed amount", batch.understood)

    def test_without_a_cut_over_date_nothing_is_read(self):
        self.company.kehu_cutover_date = False
        with self.assertRaisesRegex(UserError, "cut-over date"):
            self.checked(row())

    def test_the_form(self):
        form = Form(self.batches)
        form.cutover_date = date(2026, 2, 1)
        form.save()
        self.assertEqual(self.company.kehu_cutover_date, date(2026, 2, 1))


@tagged("post_install", "-at_install")
class TestJudging(HistoryCase):
    def test_bad_rows_have_line_and_reason(self):
        self.make_customer("Twin")
        self.make_customer("Twin")
        batch = self.checked(
            row("A1"),
            row("A2", day="2026-01-01"),
            row("A3", day="2026-12-01"),
            row("A4", day="01/02/2025"),
            row("A5", amount=""),
            row("A6", amount="12,5"),
            row("A7", ref="X9"),
            row("A8", ref="", name="Twin"),
            row("", ref="G1"),
            row("A9", ref="G1", name="New Century"),
        )
        reasons = self.reasons(batch)
        self.assertEqual(
            [batch.row_count, batch.good_count, batch.bad_count], [10, 1, 9]
        )
        for line, words in {
            3: "not before the cut-over date",
            4: "has not come yet",
            5: "write 2025-01-31",
            6: "amount is empty",
            7: "no amount we can be sure of",
            8: "No customer has the customer's reference “X9”",
            9: "2 customers have the customer's name “Twin”",
            10: "document number is empty",
            11: "name two customers",
        }.items():
            self.assertIn(words, reasons[line])

    def test_customers_by_reference_tax_id_or_name(self):
        self.century.vat = "91110000600037341L"
        contact = self.env["res.partner"].create(
            {"name": "Ms Li", "parent_id": self.century.id, "ref": "LI"}
        )
        batch = self.checked(
            ("A1", "2025-11-20", "g1", "", "", "1"),
            ("A2", "2025-11-20", "", "91110000600037341l", "", "1"),
            ("A3", "2025-11-20", "", "", "Ｎew  century ", "1"),
            ("A4", "2025-11-20", contact.ref, "", "", "1"),
            headings=("单据号", "日期", "客户编号", "税号", "客户名称", "金额"),
        )
        self.assertEqual(
            [(line.partner_id, line.found_by) for line in batch.line_ids],
            [
                (self.golden, "ref"),
                (self.century, "vat"),
                (self.century, "name"),
                (self.century, "ref"),
            ],
        )

    def test_an_archived_namesake_does_not_count(self):
        self.make_customer("New Century").active = False
        batch = self.checked(row(ref="", name="New Century"))
        self.assertEqual(batch.line_ids.partner_id, self.century)

    def test_another_companys_customer_is_unknown(self):
        other = self.make_company("Second")
        self.make_customer("Theirs", ref="T1", company_id=other.id)
        batch = self.checked(row(ref="T1"))
        self.assertIn("No customer", self.reasons(batch)[2])

    def test_imported_before(self):
        first = self.imported(row("A1"))
        again = self.checked(row("ａ1"), row("A1", ref="N1"))
        self.assertIn(f"Already imported by “{first.name}”", self.reasons(again)[2])
        other = self.checked(row("A1", ref="N1"))
        self.assertFalse(other.bad_count, "another customer's number")

    def test_invoiced_in_odoo(self):
        invoice = self.sell(self.golden, ago(300), ref="A1")
        batch = self.checked(row("A1"), row(invoice.name))
        reasons = self.reasons(batch)
        self.assertIn(invoice.name, reasons[2])
        self.assertIn(invoice.name, reasons[3])

    def test_currency(self):
        headings = ("单据号", "日期", "客户编号", "金额", "币种")
        batch = self.checked(
            ("A1", "2025-11-20", "G1", "1", "人民币"),
            ("A2", "2025-11-20", "G1", "1", "USD"),
            headings=headings,
        )
        self.assertIn("not the company's currency", self.reasons(batch)[3])
        self.assertEqual(batch.good_count, 1)

    def test_checking_again_starts_anew(self):
        batch = self.checked(row("A1"), row("A2"))
        batch.action_check()
        self.assertEqual(len(batch.line_ids), 2)
        batch.write({"file": self.upload(self.text(row("A3"))).file})
        self.assertEqual((batch.state, len(batch.line_ids)), ("draft", 0))


@tagged("post_install", "-at_install")
class TestImporting(HistoryCase):
    def test_one_document_per_number(self):
        bottle = self.env["product.product"].create({"name": "Bottle"})
        self.imported(
            row("A1", "2025-11-20", "G1", "", "100", "Bottle", "2"),
            row("A1", "2025-11-20", "G1", "", "50", "Old Tasting", "1"),
            row("A2", "2025-12-01", "N1", "", "(30)"),
        )
        first, second = self.sales()
        self.assertEqual((first.amount, second.amount), (150, -30))
        self.assertEqual((first.is_refund, second.is_refund), (False, True))
        self.assertEqual(first.partner_id, self.golden)
        self.assertEqual(first.line_ids.product_id, bottle)
        self.assertEqual(first.line_ids.mapped("name"), ["Bottle", "Old Tasting"])
        self.assertEqual(first.line_ids.mapped("quantity"), [2, 1])

    def test_all_is_refused_with_a_bad_row(self):
        batch = self.checked(row("A1"), row("A2", ref="X9"))
        with self.assertRaisesRegex(UserError, "1 rows are bad"):
            batch.action_import_all()
        self.assertFalse(self.sales())

    def test_only_the_good_ones(self):
        batch = self.checked(row("A1"), row("A2", ref="X9"), row("A2", ref="G1"))
        batch.action_import_good()
        self.assertEqual(self.sales().mapped("number"), ["A1"])
        self.assertEqual((batch.state, batch.done_by_id), ("done", self.manager))
        self.assertEqual(batch.line_ids.mapped("state"), ["done", "bad", "bad"])

    def test_twice_is_refused(self):
        batch = self.imported(row("A1"))
        with self.assertRaises(UserError):
            batch.action_import_all()
        with self.assertRaises(UserError):
            batch.action_check()
        self.assertEqual(len(self.sales()), 1)

    def test_two_checked_at_once_only_one_is_imported(self):
        first, second = self.checked(row("A1")), self.checked(row("A1"))
        first.action_import_all()
        with self.assertRaisesRegex(UserError, "check the file again"):
            second.action_import_all()

    def test_undo_takes_exactly_its_own(self):
        kept = self.imported(row("A1"))
        gone = self.imported(row("A2"), row("A3", ref="N1"))
        gone.action_undo()
        self.assertEqual(self.sales().import_id, kept)
        self.assertEqual((gone.state, gone.undone_by_id), ("undone", self.manager))
        with self.assertRaises(UserError):
            gone.action_undo()

    def test_undone_documents_may_come_again(self):
        self.imported(row("A1")).action_undo()
        self.imported(row("A1"))
        self.assertEqual(len(self.sales()), 1)

    def test_an_import_with_documents_is_not_deleted(self):
        batch = self.imported(row("A1"))
        with self.assertRaisesRegex(UserError, "undo it"):
            batch.unlink()
        batch.action_undo()
        batch.unlink()

    def test_the_cut_over_date_stays_after_the_documents(self):
        batch = self.imported(row("A1", day="2025-12-30"))
        for day in (date(2025, 12, 30), date(2025, 1, 1), False):
            with self.subTest(day), self.assertRaises(ValidationError):
                self.company.kehu_cutover_date = day
        self.company.kehu_cutover_date = date(2025, 12, 31)
        batch.action_undo()
        self.company.kehu_cutover_date = date(2025, 1, 1)

    def test_a_cut_over_date_moved_since_the_check(self):
        batch = self.checked(row("A1", day="2025-12-30"))
        self.company.kehu_cutover_date = date(2025, 12, 30)
        with self.assertRaisesRegex(UserError, "check the file again"):
            batch.action_import_all()

    def test_many_rows_in_little_time(self):
        days = [
            f"{y}-{m:02}-{d:02}"
            for y in (2024, 2025)
            for m in (1, 5)
            for d in range(1, 28)
        ]
        lines = [
            row(
                f"N{n // 2}",
                days[n // 2 % len(days)],
                "GN"[n // 2 % 2] + "1",
                "",
                f"{n % 977 + 1:,}.5",
                f"Product {n % 40}",
                n % 12 + 1,
            )
            for n in range(20000)
        ]
        batch = self.upload(self.text(*lines))
        begun = perf_counter()
        batch.action_check()
        self.work()
        batch.action_import_all()
        self.work()
        self.assertEqual(batch.document_count, 10000)
        self.assertAlmostEqual(sum(self.sales().mapped("amount")), batch.amount, 2)
        batch.action_undo()
        self.assertFalse(self.sales())
        self.assertLess(perf_counter() - begun, 40)

    def test_headings_of_the_template_are_understood(self):
        for lang in ("en_US", "zh_CN"):
            self.env["res.lang"]._activate_lang(lang)
            table = self.batches.with_context(lang=lang)._template()
            headings = [heading for heading, _note, _example in table]
            batch = self.upload(self.text(["A1"], headings=headings))
            with self.subTest(lang):
                batch.action_check()
                self.assertNotIn("not used", batch.understood)
