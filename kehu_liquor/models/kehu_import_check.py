import base64
import datetime
import io
import zipfile
from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..engine import history, reading

MOST_ROWS = 200_000
#: A file of up to so many bytes, as it is kept, is read while somebody waits.
BYTES_AT_ONCE = 2**20
#: A workbook of so many rows is far smaller, unpacked.
MOST_BYTES = 512 * 2**20
COLUMNS = (
    *("import_id", "line", "raw", "number", "number_key", "customer", "partner_id"),
    *("found_by", "date", "amount", "has_amount", "is_refund", "product", "product_id"),
    *("quantity", "unit", "state", "reason"),
)
#: What a company's money may be called in a file.
YUAN = {"cny", "rmb", "¥", "元", "人民币", "人民币元"}


class KehuImportCheck(models.Model):
    """Checking: the file's rows, understood by the engine, into the staging list."""

    _inherit = "kehu.import"

    def _is_large(self):
        """Too large to be even read while somebody waits."""
        data = self.with_context(bin_size=False).file or b""
        return len(data) > BYTES_AT_ONCE

    def _understand_file(self):
        """``(entries, how the file was read)``; a document's rows stand together."""
        if not self.cutover_date:
            raise UserError(
                self.env._(
                    "Set the cut-over date first: "
                    "only sales from before that day are imported."
                )
            )
        rows, how = self._read_file()
        place, columns = history.find_headings(rows)
        self._check_columns(rows, place, columns)
        entries = [history.understand(*row, columns) for row in rows[place + 1 :]]
        if not entries:
            raise UserError(self.env._("The file has headings, but no row below them."))
        self._look_for_invoices(entries)
        told = "\n".join([how, *self._say_columns(rows[place][1], columns)])
        return history.together(entries), told

    def _look_for_invoices(self, entries):
        """Which numbers Odoo knows: asked once a file, for it reads every invoice."""
        facts = self.env["kehu.facts"].sudo()
        numbers = list({entry.document for entry in entries if entry.number})
        found = defaultdict(dict)
        known = facts._already_invoiced(self.company_id, numbers)
        for (document, partner_id), name in known.items():
            found[document][partner_id] = name
        for entry in entries:
            entry.invoiced = found.get(entry.document, {})

    # ---------------------------------------------------------------- reading
    def _read_file(self):
        """``(rows with their line numbers, how the file was read)``."""
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if not data:
            raise UserError(self.env._("Choose a file first."))
        if data[:4] == b"PK\x03\x04":
            rows, how = self._read_workbook(data)
        else:
            rows, how = self._read_text(data)
        if len(rows) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "The file has %(count)s rows: split it, "
                    "%(most)s at most each time.",
                    count=len(rows),
                    most=MOST_ROWS,
                )
            )
        return rows, how

    def _read_text(self, data):
        text, encoding = reading.decode(data)
        if text is None:
            raise UserError(
                self.env._("This is no text file and no XLSX: save it as one of them.")
            )
        how = self.env._("Text file, %s", encoding)
        return list(reading.rows(text)), how

    def _read_workbook(self, data):
        from openpyxl import load_workbook

        self._check_size(data)
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [
                (line, cells)
                for line, cells in enumerate(sheet.iter_rows(values_only=True), 1)
                if line <= 2 * MOST_ROWS and any(reading.words(c) for c in cells)
            ]
        except Exception as error:  # whatever a broken workbook makes it say
            raise UserError(
                self.env._("This workbook cannot be read: save it anew as XLSX or CSV.")
            ) from error
        return rows, self.env._("Workbook, sheet %s", sheet.title)

    def _check_size(self, data):
        """A small file may unpack to more than the server holds: then it stays shut."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                size = sum(part.file_size for part in book.infolist())
        except zipfile.BadZipFile:
            return  # said by whoever reads it
        if size > MOST_BYTES:
            raise UserError(
                self.env._(
                    "This workbook is too large when unpacked: save its sheet as CSV, "
                    "or split it."
                )
            )

    def _check_columns(self, rows, place, columns):
        lacking = history.missing(columns)
        if lacking:
            names = self._meanings()
            read = " | ".join(reading.words(c) for c in rows[place][1]) if rows else "–"
            raise UserError(
                self.env._(
                    "The file has no column for: %(lacking)s.\n"
                    "Its headings are: %(read)s.\n"
                    "The template shows the headings that are understood.",
                    lacking=", ".join(names[one] for one in lacking),
                    read=read,
                )
            )

    def _say_columns(self, cells, columns):
        """The file's headings beside what each was taken for."""
        names = self._meanings()
        meanings = {column: names[meaning] for meaning, column in columns.items()}
        for column, cell in enumerate(cells):
            if heading := reading.words(cell):
                taken = meanings.get(column) or self.env._("not used")
                yield f"{heading} → {taken}"

    def _meanings(self):
        return {
            "number": self.env._("document number"),
            "date": self.env._("date"),
            "ref": self.env._("customer's reference"),
            "vat": self.env._("customer's tax ID"),
            "name": self.env._("customer's name"),
            "amount": self.env._("untaxed amount"),
            "product": self.env._("product"),
            "product_ref": self.env._("product's reference"),
            "quantity": self.env._("quantity"),
            "unit": self.env._("unit"),
            "type": self.env._("sale or refund"),
            "currency": self.env._("currency"),
            "line": self.env._("line of the document"),
        }

    # ---------------------------------------------------------------- judging
    def _judge(self, entries):
        facts = self.env["kehu.facts"].sudo()
        customers = facts._find_customers(
            self.company_id, {by: _keys(entries, by) for by in history.WHO}
        )
        products = facts._find_products(
            _keys(entries, "product_ref"), _keys(entries, "product")
        )
        bounds = self._bounds()
        for entry in entries:
            history.find_customer(entry, customers)
            history.find_product(entry, products)
            history.judge(entry, bounds)
        self._blame_known(entries)
        history.compare(entries)

    def _bounds(self):
        currency = self.company_id.currency_id
        names = {reading.key(currency.name), reading.key(currency.symbol)}
        return history.Bounds(
            today=self.env["kehu.facts"]._today(self.company_id),
            cutover=self.cutover_date,
            currencies=frozenset(names | (YUAN if currency.name == "CNY" else set())),
            digits=currency.decimal_places,
        )

    def _blame_known(self, entries):
        """Rows of documents that an import, or an invoice, told before."""
        facts = self.env["kehu.facts"].sudo()
        numbers = list({entry.document for entry in entries if entry.number})
        imported = facts._already_imported(self.company_id, self.kind, numbers)
        for entry in entries:
            what = entry.document, entry.partner_id
            if what in imported:
                batch, done = imported[what]
                entry.blame("imported", batch=batch, done=done)
            elif name := entry.invoiced.get(entry.partner_id):
                entry.blame("invoiced", name=name)

    # ---------------------------------------------------------------- staging
    def _stage(self, entries):
        """Into the staging list, after those that stand there."""
        sentences, names = self._sentences(), self._meanings()
        rows = [self._staged(entry, sentences, names) for entry in entries]
        self.env["kehu.facts"].sudo()._stage_lines(COLUMNS, rows)

    def _checked(self):
        """The staging list is whole: count it."""
        lines = self.env["kehu.import.line"].sudo()
        counts = dict(
            lines._read_group([("import_id", "=", self.id)], ["state"], ["__count"])
        )
        ((documents, customers, amount, first, last),) = lines._read_group(
            [("import_id", "=", self.id), ("state", "=", "good")],
            aggregates=[
                *("number_key:count_distinct", "partner_id:count_distinct"),
                *("amount:sum", "date:min", "date:max"),
            ],
        )
        self.write(
            {
                "state": "checked",
                "checked_on": fields.Datetime.now(),
                "row_count": sum(counts.values()),
                "good_count": counts.get("good", 0),
                "bad_count": counts.get("bad", 0),
                "document_count": documents,
                "customer_count": customers,
                "amount": amount,
                "date_from": first,
                "date_end": last,
            }
        )

    def _staged(self, entry, sentences, names):
        customer = " ".join(filter(None, (entry.ref, entry.vat, entry.name)))
        product = entry.product or entry.product_ref
        reasons = [
            sentences[code] % self._told(values, names)
            for code, values in entry.problems
        ]
        return (
            self.id,
            entry.line,
            entry.raw[:1000],
            entry.number or None,
            entry.document or None,
            customer or None,
            entry.partner_id,
            entry.found_by,
            entry.day,
            entry.amount,
            entry.amount is not None,
            entry.is_refund,
            product or None,
            entry.product_id,
            entry.quantity,
            entry.unit or None,
            "bad" if reasons else "good",
            " ".join(reasons) or None,
        )

    def _told(self, values, names):
        """Values as the reader's language writes them."""
        told = {}
        for name, value in values.items():
            if isinstance(value, datetime.date):
                value = format_date(self.env, value)
            told[name] = names[value] if name in ("by", "other") else value
        return told

    def _sentences(self):
        return {
            "no_number": self.env._("The document number is empty."),
            "long_number": self.env._("The number is longer than %(longest)s signs."),
            "no_date": self.env._("The date is empty."),
            "bad_date": self.env._(
                "“%(value)s” is no date we can be sure of: write 2025-01-31."
            ),
            "no_amount": self.env._("The amount is empty."),
            "bad_amount": self.env._("“%(value)s” is no amount we can be sure of."),
            "bad_quantity": self.env._("“%(value)s” is no quantity we can be sure of."),
            "bad_type": self.env._("“%(value)s” is neither a sale nor a refund."),
            "no_customer": self.env._("No customer is named."),
            "unknown": self.env._("No customer has the %(by)s “%(value)s”."),
            "ambiguous": self.env._("%(count)s customers have the %(by)s “%(value)s”."),
            "two_customers": self.env._(
                "The %(by)s and the %(other)s name two customers."
            ),
            "future": self.env._("%(day)s has not come yet."),
            "after_cutover": self.env._(
                "%(day)s is not before the cut-over date %(cutover)s: "
                "that day is invoiced in Odoo."
            ),
            "currency": self.env._("“%(value)s” is not the company's currency."),
            "repeated": self.env._("The same as line %(line)s."),
            "contradicting": self.env._(
                "Line %(line)s gives this number to another customer or day."
            ),
            "incomplete": self.env._("Line %(line)s of the same document is bad."),
            "imported": self.env._("Already imported by “%(batch)s” on %(done)s."),
            "invoiced": self.env._("Already an invoice in Odoo: %(name)s."),
        }


def _keys(entries, name):
    """Each word of a column once, as it is looked for."""
    values = {getattr(entry, name) for entry in entries}
    return sorted({reading.key(value) for value in values if value})
