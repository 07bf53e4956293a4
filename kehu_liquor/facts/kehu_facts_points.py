from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from . import sql_points

#: What an entry of the ledger says, in the order in which it is written.
ENTRY = (
    "id",
    "partner_id",
    "company_id",
    "kind",
    "points",
    "day",
    "lot_id",
    "expires_on",
    "move_id",
    "line_id",
    "external_sale_id",
    "external_line_id",
    "document",
    "product_id",
    "rule_id",
    "base",
    "rate",
    "multiplier",
    "redemption_line_id",
    "adjustment_id",
    "note",
)
#: What a line says of itself, beside its number.
LINE = ("product_id", "net", "gross", "quantity", "categories")


class KehuFactsPoints(models.AbstractModel):
    """Documents and the ledger of points beside each other, and the one way to write.

    Everything is asked by the documents at hand, never by a customer's history.
    """

    _inherit = "kehu.facts"

    # ------------------------------------------------------------- documents
    @api.model
    def _points_documents(self, move_ids):
        """These documents with what belongs to them.

        Hardly a document names another one or is named: those that do not are not
        made to wait until a statement about chains is planned.
        :return: list of dicts, the root first: root, id, whether it counts, is a
            return, is paid, is booked; its sign as a return: below 0 it undoes one;
            face: the sign of its lines' money; where the customer stands, see
            `sql_points.place`; ``lines``, none of a document that does not count
        """
        found = self._points_alone(move_ids)
        if any(document["is_linked"] for document in found):
            documents = self._points_ask(sql_points.chains(move_ids))
            return self._points_with_lines(documents, sql_points.lines)
        return found

    @api.model
    def _points_alone(self, move_ids):
        """Documents, each its family's only member; whether there are others."""
        documents = {}
        for row in self._points_ask(sql_points.alone(move_ids)):
            document = documents.setdefault(row["id"], row | {"lines": []})
            if row["line_id"] and row["counts"]:
                document["lines"].append(points_line(row))
        return list(documents.values())

    @api.model
    def _points_with_lines(self, documents, asked):
        """Documents, each with its product lines if it counts.

        :param asked: the statement that reads the lines of documents
        """
        lines = defaultdict(list)
        counting = [document["id"] for document in documents if document["counts"]]
        for row in self._points_ask(asked(counting)):
            lines[row["move_id"]].append(points_line(row))
        return [document | {"lines": lines[document["id"]]} for document in documents]

    @api.model
    def _points_booked(self, ids, document="move_id", line="line_id"):
        """What the ledger says of documents, by line and rule; nothing at zero.

        :param document, line: the columns that name them
        """
        if not ids:
            return []
        return self._points_ask(
            SQL(
                """
                SELECT %(document)s AS move_id, %(line)s AS line_id, rule_id,
                       partner_id, SUM(points) AS points,
                       (ARRAY_AGG(COALESCE(lot_id, id) ORDER BY id DESC))[1] AS lot_id,
                       (ARRAY_AGG(day ORDER BY id DESC))[1] AS day,
                       (ARRAY_AGG(multiplier ORDER BY id DESC)
                         FILTER (WHERE multiplier IS NOT NULL))[1] AS multiplier
                  FROM kehu_points_entry
                 WHERE %(document)s = ANY(%(ids)s)
                 GROUP BY %(document)s, %(line)s, rule_id, partner_id
                HAVING SUM(points) <> 0
                 ORDER BY %(document)s, MIN(id)
                """,
                document=SQL.identifier(document),
                line=SQL.identifier(line),
                ids=list(ids),
            )
        )

    @api.model
    def _points_touch(self, roots):
        """Two credit notes of one invoice at once: the second does it again.

        Waiting for a lock is not enough: a transaction goes on reading what it saw
        when it began. An update by somebody else makes it begin anew.
        """
        if roots:
            self.env.cr.execute(
                SQL("UPDATE account_move SET id = id WHERE id = ANY(%s)", list(roots))
            )

    @api.model
    def _points_families(self, company, part, after, limit):
        """The next documents to check: posted ones, and those with entries.

        :param part: see `_points_part`
        :return: ids of documents above ``after``, in order
        """
        rows = self._points_ask(
            SQL(
                """
                SELECT m.id FROM account_move m
                 WHERE m.company_id = %(company)s AND m.id > %(after)s
                   AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
                   AND (m.state = 'posted' OR EXISTS (
                        SELECT FROM kehu_points_entry e WHERE e.move_id = m.id))
                   AND %(part)s
                 ORDER BY m.id LIMIT %(limit)s
                """,
                part=self._points_part("m", "move_id", part),
                company=company.id,
                after=after,
                limit=limit,
            )
        )
        return [row["id"] for row in rows]

    @api.model
    def _points_part(self, table, name, part):
        """What a night compares: one of so many parts, what is new, what differed.

        :param part: ``(how many parts, which)``, or None for all documents
        """
        if part is None:
            return SQL("TRUE")
        return SQL(
            """
            (%(id)s %% %(parts)s = %(which)s
             OR %(written)s > now() AT TIME ZONE 'UTC' - INTERVAL '3 days'
             OR EXISTS (SELECT FROM kehu_points_difference d WHERE d.%(name)s = %(id)s))
            """,
            id=SQL.identifier(table, "id"),
            written=SQL.identifier(table, "write_date"),
            name=SQL.identifier(name),
            parts=part[0],
            which=part[1],
        )

    @api.model
    def _points_orphans(self, company):
        """Entries of documents or lines that are gone: they must add up to nothing."""
        return self._points_ask(
            SQL(
                """
                SELECT partner_id, MIN(document) AS document, SUM(points) AS points
                  FROM kehu_points_entry
                 WHERE company_id = %s AND kind IN ('earn', 'reverse')
                   AND move_id IS NULL AND external_sale_id IS NULL
                 GROUP BY partner_id, document HAVING SUM(points) <> 0
                """,
                company.id,
            )
        )

    # ---------------------------------------------------------------- writing
    @api.model
    def _points_book(self, rows):
        """Append entries: the one way into the ledger.

        :param rows: dicts of columns. ``opens`` names a lot that this batch opens: the
            first row with that name opens it, the others belong to it
        """
        lots = {}
        for row, number in zip(rows, self._points_numbers(len(rows)), strict=True):
            row["id"] = number
            if row.get("opens") is not None:
                lot = lots.setdefault(row["opens"], number)
                if lot != number:
                    row.update(lot_id=lot, expires_on=None)
        booked = (self.env.cr.now(), self.env.uid)
        values = [(*(row.get(name) for name in ENTRY), *booked) for row in rows]
        columns = (*ENTRY, "booked_on", "booked_by_id")
        self._pour("kehu.points.entry", columns, values)
        self.env["kehu.points.entry"].invalidate_model()

    @api.model
    def _points_numbers(self, count):
        """Numbers for so many entries, in order: what follows a lot names it."""
        self.env.cr.execute(
            SQL(
                """
                SELECT nextval('kehu_points_entry_id_seq') FROM generate_series(1, %s)
                """,
                count,
            )
        )
        return sorted(number for (number,) in self.env.cr.fetchall())

    @api.model
    def _points_ask(self, question):
        self.env.cr.execute(question)
        return self.env.cr.dictfetchall()


def points_line(row):
    """A row of a statement as a line of its document."""
    return {"id": row["line_id"], **{name: row[name] for name in LINE}}
