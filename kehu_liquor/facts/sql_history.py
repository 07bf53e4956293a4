"""Sales from before the company's cut-over day, beside those of the ledger.

Each part here is added to one of the ledger's, and only when the company imported
any: otherwise the statements are what they are without it.
"""

from odoo.tools import SQL


def _imported(q, since):
    """Repeats the partial index's predicate; ``p`` is the customer or a contact."""
    return SQL(
        """
          FROM kehu_external_sale e
          JOIN res_partner p ON p.id = e.partner_id
         WHERE e.kind = 'history' AND e.state = 'confirmed'
           AND e.company_id = %s
           AND e.date <= %s
           AND %s
           AND %s
        """,
        q.company_id,
        q.day,
        SQL("e.date >= %s", since) if since else SQL("TRUE"),
        q.among("p.commercial_partner_id"),
    )


def documents(q):
    """As `sql_trade.documents`; nothing falls due or was paid here."""
    return SQL(
        """
        SELECT p.commercial_partner_id, e.date, e.amount,
               NOT e.is_refund,
               NOT e.is_refund AND e.date >= %(year)s,
               CASE WHEN NOT e.is_refund AND e.date >= %(kept)s THEN e.date END,
               FALSE, FALSE
        %(imported)s
        """,
        year=q.year_from,
        kept=q.kept_from,
        imported=_imported(q, None),
    )


def sold_on(q):
    return SQL(
        "SELECT p.commercial_partner_id, e.date %s AND NOT e.is_refund",
        _imported(q, q.kept_from),
    )


def orders(q):
    return SQL(
        "SELECT NULL::int, e.id, p.commercial_partner_id, e.date, e.amount"
        " %s AND NOT e.is_refund",
        _imported(q, q.kept_from),
    )


def bought(q):
    """Product lines; one that names no product of ours keeps its words and unit.

    A quantity in another unit than the product's own cannot be added up.
    """
    return SQL(
        """
        SELECT l.product_id, CASE WHEN l.product_id IS NULL THEN l.name END,
               CASE WHEN l.product_id IS NULL THEN l.unit END, l.amount,
               CASE WHEN l.product_id IS NULL OR l.unit IS NULL OR EXISTS (
                        SELECT FROM product_product p
                          JOIN product_template t ON t.id = p.product_tmpl_id
                          JOIN uom_uom u ON u.id = t.uom_id,
                               jsonb_each_text(u.name) word
                         WHERE p.id = l.product_id AND word.value = l.unit)
                    THEN l.quantity END
          FROM kehu_external_sale_line l
          JOIN (SELECT e.id %s) sold ON sold.id = l.sale_id
        """,
        _imported(q, q.year_from),
    )


def same(column):
    """A word however it was typed: what the engine's `key` does, in SQL."""
    return SQL(
        r"lower(btrim(regexp_replace(normalize(%s, NFKC), '\s+', ' ', 'g')))",
        SQL(column),
    )


def take_over(batch, these):
    """Draft documents and their lines from good rows; how many rows they were.

    :param these: the condition over ``l`` that keeps rows to some documents
    """
    return SQL(
        """
        WITH taken AS (
            SELECT l.* FROM kehu_import_line l
             WHERE l.import_id = %(batch)s AND l.state = 'good' AND %(these)s
        ), made AS (
            INSERT INTO kehu_external_sale
                   (kind, number, number_key, partner_id, company_id, date,
                    amount, is_refund, state, import_id,
                    create_uid, write_uid, create_date, write_date)
            SELECT %(kind)s, MIN(number), number_key, partner_id, %(company)s,
                   date, SUM(amount),
                   SUM(amount) < 0 OR bool_and(is_refund),
                   'draft', import_id, %(user)s, %(user)s,
                   now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM taken
             GROUP BY import_id, number_key, partner_id, date
             ORDER BY date, number_key
         RETURNING id, number_key
        ), lines AS (
            INSERT INTO kehu_external_sale_line
                   (sale_id, sequence, product_id, name, quantity, unit, amount)
            SELECT made.id, l.line, l.product_id, l.product, l.quantity,
                   l.unit, l.amount
              FROM taken l JOIN made USING (number_key)
             WHERE l.product_id IS NOT NULL OR l.product IS NOT NULL
             ORDER BY made.id, l.line
        ), told AS (
            UPDATE kehu_import_line SET state = 'done'
             WHERE id IN (SELECT id FROM taken)
        )
        SELECT COUNT(*) FROM taken
        """,
        batch=batch.id,
        kind=batch.kind,
        company=batch.company_id.id,
        user=batch.env.uid,
        these=these,
    )
