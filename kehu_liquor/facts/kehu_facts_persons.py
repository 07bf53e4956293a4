from odoo import api, models
from odoo.tools import SQL

#: Copies of a name that Odoo keeps beside it: they follow the pseudonym.
COPIES = (
    ("account_move", "invoice_partner_display_name"),
    ("res_partner", "complete_name"),
)
#: Columns that hold text, by PostgreSQL's own catalogue; views hold none.
TEXT_COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                         AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
     WHERE n.nspname = current_schema() AND c.relkind = 'r'
       AND t.typname IN ('text', 'varchar', 'bpchar', 'json', 'jsonb', 'xml')
       AND EXISTS (SELECT FROM pg_attribute i
                    WHERE i.attrelid = c.oid AND i.attname = 'id')
     GROUP BY c.relname ORDER BY c.relname
"""


class KehuFactsPersons(models.AbstractModel):
    """Where in the whole database a person is still named."""

    _inherit = "kehu.facts"

    @api.model
    def _named_in(self, words):
        """Every text that holds one of these words.

        Reads every text column once, as an erasure may: it is rare.

        :return: list of ``(table, column, ids)``
        """
        patterns = [f"%{_escaped(word)}%" for word in words if word]
        if not patterns:
            return []
        self.env.flush_all()
        self.env.cr.execute(TEXT_COLUMNS)
        found = []
        for table, columns in self.env.cr.fetchall():
            self.env.cr.execute(self._hits(table, columns, patterns))
            ids = {}
            for column, record in self.env.cr.fetchall():
                ids.setdefault(column, []).append(record)
            found += [(table, column, rows) for column, rows in ids.items()]
        return found

    def _hits(self, table, columns, patterns):
        """One reading of a table for all its text columns."""
        cells = SQL(", ").join(
            SQL("(%s, t.%s::text)", column, SQL.identifier(column))
            for column in columns
        )
        return SQL(
            """
            SELECT cell.name, t.id FROM %s t, LATERAL (VALUES %s) AS cell (name, value)
             WHERE cell.value LIKE ANY(%s)
            """,
            SQL.identifier(table),
            cells,
            patterns,
        )

    @api.model
    def _rename_copies(self, person, old, new):
        """Odoo's own copies of a person's name become the pseudonym."""
        self.env.flush_all()
        for table, column in COPIES:
            key = "id" if table == "res_partner" else "partner_id"
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = replace(%s, %s, %s) WHERE %s = %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    SQL.identifier(column),
                    old,
                    new,
                    SQL.identifier(key),
                    person.id,
                )
            )
        self.env.invalidate_all()

    @api.model
    def _blank_columns(self, table, ids, columns):
        """Empty text columns of rows, past what their models would keep of it."""
        if ids and columns:
            sets = SQL(", ").join(SQL("%s = NULL", SQL.identifier(c)) for c in columns)
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s WHERE id = ANY(%s)",
                    SQL.identifier(table),
                    sets,
                    list(ids),
                )
            )
            self.env.invalidate_all()


def _escaped(word):
    """A word as LIKE takes it literally."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
