from odoo import api, models
from odoo.tools import SQL

from . import sql_lines
from .storage import insert

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
KINDS = SQL("('out_invoice', 'out_refund', 'out_receipt')")
STANDS = SQL(
    "(m.state = 'posted' AND m.kehu_is_settlement IS NOT TRUE"
    " AND (m.move_type <> 'out_receipt' OR (SELECT s.kehu_include_receipts"
    " FROM res_company s WHERE s.id = m.company_id)))"
)
#: Whether c, which names m, takes back what m did.
UNDOES = SQL(
    "(m.move_type IN ('out_invoice', 'out_receipt') AND c.move_type = 'out_refund'"
    " OR m.move_type = 'out_refund' AND c.move_type = 'out_invoice')"
)
#: Of the product of a line l: asked one in the other, which is planned faster.
PRODUCT = """
    (SELECT (SELECT %s FROM product_template pt WHERE pt.id = pp.product_tmpl_id)
       FROM product_product pp WHERE pp.id = l.product_id)
    """
CATEGORIES = SQL(
    PRODUCT,
    SQL("(SELECT c.parent_path FROM product_category c WHERE c.id = pt.categ_id)"),
)
PIECES = SQL(
    PRODUCT,
    SQL(
        """
        (SELECT (SELECT %s FROM uom_uom u
                  WHERE u.id = COALESCE(l.product_uom_id, own.id))
           FROM uom_uom own WHERE own.id = pt.uom_id)
        """,
        sql_lines.pieces(),
    ),
)


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
            `_points_place`
        """
        found = self._points_alone(move_ids)
        if any(document["is_linked"] for document in found):
            return self._points_chains(move_ids)
        return found

    @api.model
    def _points_alone(self, move_ids):
        """Documents, each its family's only member; whether there are others."""
        return self._points_ask(
            SQL(
                """
                SELECT m.id AS root, m.move_type = 'out_refund' AS is_return,
                       1 AS sign, %(stands)s AS counts,
                       m.reversed_entry_id IS NOT NULL OR EXISTS (
                           SELECT FROM account_move c WHERE c.reversed_entry_id = m.id
                       ) AS is_linked, %(document)s
                  FROM account_move m
                 WHERE m.id = ANY(%(moves)s) AND m.move_type IN %(kinds)s
                 ORDER BY m.id
                """,
                stands=STANDS,
                document=self._points_document(),
                moves=list(move_ids),
                kinds=KINDS,
            )
        )

    @api.model
    def _points_document(self):
        """Columns of a document m."""
        return SQL(
            """
            m.id, m.company_id, m.name, m.commercial_partner_id AS partner_id,
            %(face)s AS face, %(place)s, COALESCE(m.invoice_date, m.date) AS day,
            m.amount_residual = 0
              AND COALESCE(m.payment_state, '') <> 'reversed' AS is_paid,
            EXISTS (SELECT FROM kehu_points_entry e WHERE e.move_id = m.id)
              AS is_booked
            """,
            face=sql_lines.SIGN,
            place=self._points_place("m.commercial_partner_id", "m.company_id"),
        )

    @api.model
    def _points_place(self, partner, company):
        """Columns: the customer's role; quadrant, grade and audience, if it has any.

        Each is asked for by itself: of a single document, a statement of joins takes
        several times as long to plan as to run.
        """
        return SQL(
            """
            (SELECT own.kehu_role_id FROM res_partner own WHERE own.id = %(partner)s)
              AS role_id,
            (SELECT json_build_array(k.quadrant, k.grade_id, k.audience_id)
               FROM kehu_metric k
              WHERE k.partner_id = %(partner)s AND k.company_id = %(company)s) AS place
            """,
            partner=SQL(partner),
            company=SQL(company),
        )

    @api.model
    def _points_chains(self, move_ids):
        """An invoice, the credit notes that name it, what undoes those, and so on.

        What undoes something that is not in force does nothing itself.
        """
        return self._points_ask(
            SQL(
                """
                %(with)s
                SELECT f.root,
                       m.id <> f.root OR m.move_type = 'out_refund' AS is_return,
                       CASE WHEN m.id <> f.root AND (m.move_type = 'out_refund')
                              = (f.root_type = 'out_refund') THEN -1 ELSE 1 END AS sign,
                       f.stands AS counts, %(document)s
                  FROM family f
                  JOIN account_move m ON m.id = f.id
                 ORDER BY f.root, m.id <> f.root, m.id
                """,
                document=self._points_document(),
                **{"with": self._points_family(move_ids)},
            )
        )

    @api.model
    def _points_family(self, move_ids):
        """A statement's beginning: `family`, whose members are worked out together."""
        return SQL(
            """
            WITH RECURSIVE above AS (
                SELECT id, reversed_entry_id, move_type FROM account_move
                 WHERE id = ANY(%(moves)s)
                 UNION
                SELECT m.id, m.reversed_entry_id, m.move_type
                  FROM above c
                  JOIN account_move m ON m.id = c.reversed_entry_id AND %(undoes)s
            ), doc AS NOT MATERIALIZED (
                SELECT m.*, %(stands)s AS stands FROM account_move m
            ), family AS (
                SELECT c.id AS root, m.id, m.move_type, m.move_type AS root_type,
                       m.stands
                  FROM above c JOIN doc m ON m.id = c.id
                 WHERE c.move_type IN %(kinds)s AND NOT EXISTS (
                       SELECT FROM account_move m
                        WHERE m.id = c.reversed_entry_id AND %(undoes)s)
                 UNION
                SELECT m.root, c.id, c.move_type, m.root_type, m.stands AND c.stands
                  FROM family m
                  JOIN doc c ON c.reversed_entry_id = m.id AND %(undoes)s
            )
            """,
            stands=STANDS,
            undoes=UNDOES,
            kinds=KINDS,
            moves=list(move_ids),
        )

    @api.model
    def _points_lines(self, move_ids):
        """Product lines of documents, in company currency: less than 0 on returns."""
        return self._points_ask(
            SQL(
                """
                SELECT l.move_id, l.id, l.product_id, -l.balance AS net,
                       COALESCE(-l.balance * l.price_total
                         / NULLIF(l.price_subtotal, 0), 0) AS gross,
                       COALESCE(%(quantity)s, 0) AS quantity,
                       %(categories)s AS categories
                  FROM account_move_line l
                 WHERE l.move_id = ANY(%(moves)s) AND l.display_type = 'product'
                 ORDER BY l.move_id, l.sequence, l.id
                """,
                quantity=PIECES,
                categories=CATEGORIES,
                moves=list(move_ids),
            )
        )

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
        insert(self.env.cr, "kehu_points_entry", columns, values)
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
