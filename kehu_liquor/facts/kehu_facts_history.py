from odoo import api, models
from odoo.tools import SQL

from . import sql_history
from .sql_customers import OUTSIDERS
from .sql_history import same


class KehuFactsHistory(models.AbstractModel):
    """Past sales on their way in: who is meant, what is known, all rows at once."""

    _inherit = "kehu.facts"

    @api.model
    def _has_history(self, company):
        """Whether this company imported sales from before its cut-over day."""
        self.env.cr.execute(
            SQL(
                "SELECT EXISTS (SELECT FROM kehu_external_sale WHERE company_id = %s"
                " AND kind = 'history' AND state = 'confirmed')",
                company.id,
            )
        )
        return self.env.cr.fetchone()[0]

    # ------------------------------------------------------------ who is meant
    @api.model
    def _find_customers(self, company, wanted):
        """Customers by the keys asked for; an archived one only if no other has it.

        :param wanted: dict 'ref', 'vat', 'name' → list of keys
        :return: the same names → dict key → sorted ids
        """
        self.env.flush_all()
        # A contact's reference or tax number is its company's; its name is a person.
        whose = {"name": SQL("p.commercial_partner_id = p.id")}
        found = {}
        for column, keys in wanted.items():
            statement = self._customers_by(
                column, keys, company, whose.get(column, SQL("TRUE"))
            )
            self.env.cr.execute(statement)
            found[column] = {
                word: active or every for word, active, every in self.env.cr.fetchall()
            }
        return found

    @api.model
    def _customers_by(self, column, keys, company, whose):
        return SQL(
            """
            SELECT k.key, array_agg(DISTINCT c.id) FILTER (WHERE c.active),
                   array_agg(DISTINCT c.id)
              FROM (SELECT p.commercial_partner_id, %(key)s AS key
                      FROM res_partner p
                     WHERE p.%(column)s IS NOT NULL AND %(whose)s
                       AND (p.company_id IS NULL OR p.company_id = %(company)s)
                       AND %(outsiders)s) k
              JOIN res_partner c ON c.id = k.commercial_partner_id
             WHERE k.key = ANY(%(keys)s)
             GROUP BY k.key
            """,
            key=same(f"p.{column}"),
            column=SQL.identifier(column),
            whose=whose,
            company=company.id,
            outsiders=OUTSIDERS,
            keys=keys,
        )

    @api.model
    def _find_products(self, codes, names):
        """Products by internal reference, and by name in any language.

        :return: 'product_ref', 'product' → dict key → ids
        """
        self.env.flush_all()
        cr = self.env.cr
        by_code = SQL(
            "SELECT %(key)s, array_agg(p.id) FROM product_product p"
            " WHERE p.default_code IS NOT NULL AND %(key)s = ANY(%(keys)s) GROUP BY 1",
            key=same("p.default_code"),
            keys=codes,
        )
        by_name = SQL(
            """
            SELECT %(key)s, array_agg(DISTINCT p.id)
              FROM product_template t
              JOIN product_product p ON p.product_tmpl_id = t.id AND p.active,
                   jsonb_each_text(t.name) word
             WHERE t.active AND %(key)s = ANY(%(keys)s)
             GROUP BY 1
            """,
            key=same("word.value"),
            keys=names,
        )
        found = {}
        for by, statement in (("product_ref", by_code), ("product", by_name)):
            cr.execute(statement)
            found[by] = dict(cr.fetchall())
        return found

    # ------------------------------------------------------------ what is known
    @api.model
    def _already_imported(self, company, kind, numbers):
        """Documents with these keys: dict (key, customer) → (batch, its day)."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT e.number_key, p.commercial_partner_id, i.name,
                       COALESCE(i.done_on, i.checked_on)
                  FROM kehu_external_sale e
                  JOIN res_partner p ON p.id = e.partner_id
                  LEFT JOIN kehu_import i ON i.id = e.import_id
                 WHERE e.company_id = %s AND e.kind = %s AND e.number_key = ANY(%s)
                """,
                company.id,
                kind,
                numbers,
            )
        )
        return {tuple(row[:2]): row[2:] for row in self.env.cr.fetchall()}

    @api.model
    def _already_invoiced(self, company, numbers):
        """Invoices of Odoo under these numbers: dict (key, customer) → its name.

        One pass over the company's documents, however many numbers are asked of.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT lower(word), m.commercial_partner_id, MIN(m.name)
                  FROM account_move m, unnest(ARRAY[m.name, m.ref]) word
                 WHERE m.company_id = %s AND m.state = 'posted'
                   AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
                   AND lower(word) = ANY(%s)
                 GROUP BY 1, 2
                """,
                company.id,
                numbers,
            )
        )
        return {tuple(row[:2]): row[2] for row in self.env.cr.fetchall()}

    # ---------------------------------------------------------------- one act
    @api.model
    def _stale_lines(self, batch, cutover, numbers=None):
        """Good lines that are no longer: customer gone, cut-over moved, imported.

        :param numbers: keys of the documents asked for; all without them
        """
        self.env.flush_all()
        return self._execute_hashed(
            SQL(
                """
                SELECT COUNT(*) FROM kehu_import_line l
                 WHERE l.import_id = %(batch)s AND l.state = 'good' AND %(these)s
                   AND (l.partner_id IS NULL OR l.date >= %(cutover)s
                        OR EXISTS (
                            SELECT FROM kehu_external_sale e
                             WHERE e.company_id = %(company)s AND e.kind = %(kind)s
                               AND e.number_key = l.number_key
                               AND e.partner_id = l.partner_id))
                """,
                batch=batch.id,
                company=batch.company_id.id,
                kind=batch.kind,
                cutover=cutover,
                these=self._these(numbers),
            ),
            whole=numbers is None,
        )[0]

    @api.model
    def _these(self, numbers):
        """The condition that keeps lines to documents; all of them without any."""
        if numbers is None:
            return SQL("TRUE")
        return SQL("l.number_key = ANY(%s)", numbers)

    @api.model
    def _next_documents(self, batch, count):
        """Keys of documents that a batch has still to bring, so many at most."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT number_key FROM kehu_import_line"
                " WHERE import_id = %s AND state = 'good'"
                " ORDER BY number_key LIMIT %s",
                batch.id,
                count,
            )
        )
        return [key for (key,) in self.env.cr.fetchall()]

    @api.model
    def _take_over(self, batch, numbers=None):
        """Documents and their lines from a batch's good rows, in one statement.

        They are drafts, which count nowhere, until `_confirm` makes them count.

        :param numbers: keys of the documents to bring; all without them
        :return: how many rows they were
        """
        self.env.flush_all()
        (count,) = self._execute_hashed(
            sql_history.take_over(batch, self._these(numbers)),
            whole=numbers is None,
        )
        self._forget_batch_cache()
        return count

    @api.model
    def _confirm(self, batch):
        """All documents of a batch count from now on. :return: how many"""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_external_sale SET state = 'confirmed'"
                " WHERE import_id = %s AND state = 'draft'",
                batch.id,
            )
        )
        count = self.env.cr.rowcount
        self._forget_batch_cache()
        return count

    @api.model
    def _execute_hashed(self, statement, whole=True):
        """As over all customers: rows just staged are more than PostgreSQL thinks."""
        if not whole:
            self.env.cr.execute(statement)
            return self.env.cr.fetchone()
        self._execute_tuned(statement, whole=True)
        rows = self.env.cr.fetchone()
        self.env.cr.execute("SET LOCAL enable_nestloop = on")
        return rows

    @api.model
    def _stage_lines(self, columns, rows):
        """Rows of a file into the staging list, and how many there are now."""
        self._pour("kehu.import.line", columns, rows)
        self.env.cr.execute("ANALYZE kehu_import_line")

    @api.model
    def _take_back(self, batch):
        """Delete exactly the documents of a batch. :return: how many"""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("DELETE FROM kehu_external_sale WHERE import_id = %s", batch.id)
        )
        count = self.env.cr.rowcount
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_import_line SET state = 'good'"
                " WHERE import_id = %s AND state = 'done'",
                batch.id,
            )
        )
        self._forget_batch_cache()
        return count

    @api.model
    def _unstage(self, batch):
        """Empty a batch's staging list."""
        self.env.cr.execute(
            SQL("DELETE FROM kehu_import_line WHERE import_id = %s", batch.id)
        )
        self._forget_batch_cache()

    @api.model
    def _forget_batch_cache(self):
        for model in ("kehu.import.line", "kehu.external.sale"):
            self.env[model].invalidate_model(flush=False)
        self.env["kehu.external.sale.line"].invalidate_model(flush=False)
        self.env["kehu.import"].invalidate_model(["line_ids"], flush=False)
