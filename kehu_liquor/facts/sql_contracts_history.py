"""Sales imported from before the cut-over, as contracts count them.

A line that names one of our products belongs to its category; what a document has
beyond such lines has none, and counts where a contract covers everything.
"""

from odoo.tools import SQL

#: The partial index's predicate, over ``e``.
CONFIRMED = SQL("e.kind = 'history' AND e.state = 'confirmed'")
#: In the product's own unit, if the file names that one, or none, or one like it.
BOTTLES = SQL(
    "CASE WHEN l.unit IS NULL THEN l.quantity"
    " ELSE l.quantity * named.factor / NULLIF(own.factor, 0) END"
)
CASES = SQL("%s * own.factor / NULLIF(packs.factor, 0)", BOTTLES)
LINE_JOINS = SQL(
    """
    JOIN kehu_external_sale_line l ON l.sale_id = e.id
    JOIN product_product pp ON pp.id = l.product_id
    JOIN product_template pt ON pt.id = pp.product_tmpl_id
    LEFT JOIN uom_uom own ON own.id = pt.uom_id
    LEFT JOIN packs ON packs.template_id = pt.id
    LEFT JOIN LATERAL (
         SELECT MIN(u.factor) AS factor
           FROM uom_uom u, jsonb_each_text(u.name) word
          WHERE word.value = l.unit
            AND split_part(u.parent_path, '/', 1)
              = split_part(own.parent_path, '/', 1)) named ON TRUE
    """
)
#: What a document has beyond the lines that name our products.
REST = SQL(
    "e.amount - COALESCE((SELECT SUM(l.amount) FROM kehu_external_sale_line l"
    " WHERE l.sale_id = e.id AND l.product_id IS NOT NULL), 0)"
)


def sold(among, agreed, last):
    """More rows of `sql_contracts` ``sold``: lines of our products, and the rest."""
    documents = SQL(
        """
          FROM kehu_contract ct
          JOIN res_partner p ON p.commercial_partner_id = ct.partner_id
          JOIN kehu_external_sale e ON e.partner_id = p.id
           AND e.company_id = ct.company_id AND %s
           AND e.date BETWEEN ct.date_from AND %s
        """,
        CONFIRMED,
        last,
    )
    return SQL(
        """
        SELECT 3 AS source, l.id, ct.id AS contract_id, e.date AS day,
               e.number AS document, aims.aim_id AS category_id, l.amount AS net,
               %(bottles)s AS bottles, %(cases)s AS cases
          %(documents)s
          %(joins)s
          LEFT JOIN aims
            ON aims.contract_id = ct.id AND aims.category_id = pt.categ_id
         WHERE %(agreed)s AND %(among)s
           AND (ct.covers_all OR (ct.id, pt.categ_id) IN (
                    SELECT contract_id, category_id FROM covers))
         UNION ALL
        SELECT 4, e.id, ct.id, e.date, e.number, NULL, %(rest)s, NULL, NULL
          %(documents)s
         WHERE %(agreed)s AND %(among)s AND ct.covers_all AND %(rest)s <> 0
        """,
        bottles=BOTTLES,
        cases=CASES,
        documents=documents,
        joins=LINE_JOINS,
        agreed=agreed,
        among=among,
        rest=REST,
    )


def by_day(company, partner, first, last):
    """Day, product category, net and cases of a customer's imported sales."""
    documents = SQL(
        """
          FROM kehu_external_sale e
          JOIN res_partner p ON p.id = e.partner_id
    """
    )
    asked = SQL(
        "%s AND e.company_id = %s AND p.commercial_partner_id = %s"
        " AND e.date BETWEEN %s AND %s",
        CONFIRMED,
        company.id,
        partner.id,
        first,
        last,
    )
    return SQL(
        """
        SELECT e.date AS day, pt.categ_id, l.amount AS net, %(cases)s AS cases
          %(documents)s %(joins)s WHERE %(asked)s
         UNION ALL
        SELECT e.date, NULL, %(rest)s, NULL %(documents)s
         WHERE %(asked)s AND %(rest)s <> 0
        """,
        cases=CASES,
        documents=documents,
        joins=LINE_JOINS,
        rest=REST,
        asked=asked,
    )
