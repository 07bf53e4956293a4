"""What was agreed with dealers, and what came of it: contracts → targets and actuals.

Sell-in is posted documents of the goods that a contract covers, untaxed, dated
`invoice_date`, and what was imported from before the cut-over; cash is money that
reached a bank or cash journal. Money names no goods: it goes to the categories of the
invoices it pays, the rest to none.
"""

from odoo.tools import SQL

from . import sql_contracts_history, sql_lines, sql_owed

#: Contracts that count, whatever became of them.
AGREED = SQL("ct.state IN ('signed', 'running', 'ended')")
LAST_DAY = SQL("LEAST(ct.date_end, COALESCE(ct.ended_on, ct.date_end))")
BOTTLES = sql_lines.QUANTITY
#: In the product's own packaging; a product without one is in no cases.
CASES = SQL("%s * own.factor / NULLIF(packs.factor, 0)", BOTTLES)
LINE_JOINS = SQL(
    """
    LEFT JOIN product_product pp ON pp.id = l.product_id
    LEFT JOIN product_template pt ON pt.id = pp.product_tmpl_id
    LEFT JOIN uom_uom u ON u.id = COALESCE(l.product_uom_id, pt.uom_id)
    LEFT JOIN uom_uom own ON own.id = pt.uom_id
    """
)


def parts(packagings, among):
    """Named parts, in order: name → SQL.

    :param packagings: table, template column, unit column of products' packagings
    :param among: a condition on ``ct``, the contracts asked for
    """
    return {
        "packs": _packs(*packagings),
        "aims": _aims(among),
        "covers": _covers(among),
        "sold": _sold(among),
        "paid": _paid(among),
        "paying": _paying(),
        "received": _received(),
        "goals": _goals(among),
    }


def with_parts(named):
    return SQL(
        "WITH %s",
        SQL(", ").join(
            SQL("%s AS (%s)", SQL.identifier(name), part)
            for name, part in named.items()
        ),
    )


def _packs(table, template, unit):
    """The smallest packaging of each product that holds more than one of it."""
    return SQL(
        """
        SELECT t.id AS template_id, MIN(pack.factor) AS factor
          FROM product_template t
          JOIN uom_uom own ON own.id = t.uom_id
          JOIN %(table)s rel ON rel.%(template)s = t.id
          JOIN uom_uom pack ON pack.id = rel.%(unit)s AND pack.factor > own.factor
           AND split_part(pack.parent_path, '/', 1)
             = split_part(own.parent_path, '/', 1)
         GROUP BY t.id
        """,
        table=SQL.identifier(table),
        template=SQL.identifier(template),
        unit=SQL.identifier(unit),
    )


def _aims(among):
    """Which target category a product category falls under: the nearest above it."""
    return SQL(
        """
        SELECT DISTINCT ON (g.contract_id, below.id)
               g.contract_id, below.id AS category_id, g.category_id AS aim_id
          FROM (SELECT DISTINCT t.contract_id, t.category_id
                  FROM kehu_contract_target t
                  JOIN kehu_contract ct ON ct.id = t.contract_id
                 WHERE t.category_id IS NOT NULL AND %s) g
          JOIN product_category above ON above.id = g.category_id
          JOIN product_category below
            ON below.parent_path LIKE above.parent_path || '%%'
         ORDER BY g.contract_id, below.id, length(above.parent_path) DESC
        """,
        among,
    )


def _covers(among):
    """The product categories that a contract covers, where it does not cover all."""
    return SQL(
        """
        SELECT DISTINCT r.contract_id, below.id AS category_id
          FROM kehu_contract_territory r
          JOIN kehu_contract ct ON ct.id = r.contract_id
          JOIN product_category above ON above.id = r.category_id
          JOIN product_category below
            ON below.parent_path LIKE above.parent_path || '%%'
         WHERE %s
        """,
        among,
    )


def _sold(among):
    """One row a posted or imported line of covered goods within the term."""
    return SQL("%s UNION ALL %s", _invoiced(among), _imported(among))


def _imported(among):
    return sql_contracts_history.sold(among, AGREED, LAST_DAY)


def _invoiced(among):
    return SQL(
        """
        SELECT 1 AS source, l.id, ct.id AS contract_id, m.invoice_date AS day,
               m.name AS document, aims.aim_id AS category_id, -l.balance AS net,
               %(bottles)s AS bottles, %(cases)s AS cases
          FROM kehu_contract ct
          JOIN account_move m ON m.commercial_partner_id = ct.partner_id
           AND m.company_id = ct.company_id
           AND m.invoice_date BETWEEN ct.date_from AND %(last)s
          JOIN account_move_line l ON l.move_id = m.id
          JOIN res_company c ON c.id = m.company_id
          %(joins)s
          LEFT JOIN packs ON packs.template_id = pt.id
          LEFT JOIN aims
            ON aims.contract_id = ct.id AND aims.category_id = pt.categ_id
         WHERE %(agreed)s AND %(among)s AND %(posted)s AND %(untaxed)s
           AND (ct.covers_all OR (ct.id, pt.categ_id) IN (
                    SELECT contract_id, category_id FROM covers))
        """,
        bottles=BOTTLES,
        cases=CASES,
        last=LAST_DAY,
        joins=LINE_JOINS,
        agreed=AGREED,
        among=among,
        posted=sql_lines.POSTED_SALES,
        untaxed=sql_lines.UNTAXED,
    )


def _paid(among):
    """One row a receivable line of money that came in within the term."""
    return SQL(
        """
        SELECT l.id, ct.id AS contract_id, l.date AS day, l.move_name AS document,
               -l.balance AS cash
          FROM kehu_contract ct
          JOIN res_partner p ON p.commercial_partner_id = ct.partner_id
          JOIN account_move_line l ON l.partner_id = p.id
           AND l.company_id = ct.company_id
           AND l.date BETWEEN ct.date_from AND %(last)s
         WHERE %(agreed)s AND %(among)s
           AND l.parent_state = 'posted'
           AND (l.payment_id IS NOT NULL OR l.statement_line_id IS NOT NULL)
           AND l.journal_id IN (SELECT id FROM account_journal
                                 WHERE type IN ('bank', 'cash', 'credit'))
           AND %(receivable)s
        """,
        last=LAST_DAY,
        agreed=AGREED,
        among=among,
        receivable=sql_owed.RECEIVABLE,
    )


def _paying():
    """What of each payment goes to which target category, by the invoices paid."""
    return SQL(
        """
        SELECT k.id, k.contract_id, s.aim_id AS category_id,
               SUM(k.amount * s.share) AS cash
          FROM (SELECT p.id, p.contract_id, d.move_id, r.amount
                  FROM paid p
                  JOIN account_partial_reconcile r ON r.credit_move_id = p.id
                  JOIN account_move_line d ON d.id = r.debit_move_id) k
          JOIN (SELECT q.contract_id, q.move_id, aims.aim_id,
                       SUM(-l.balance) / NULLIF(SUM(SUM(-l.balance)) OVER (
                           PARTITION BY q.contract_id, q.move_id), 0) AS share
                  FROM (SELECT DISTINCT p.contract_id, d.move_id
                          FROM paid p
                          JOIN account_partial_reconcile r ON r.credit_move_id = p.id
                          JOIN account_move_line d ON d.id = r.debit_move_id) q
                  JOIN account_move m ON m.id = q.move_id
                   AND m.move_type IN ('out_invoice', 'out_receipt')
                  JOIN account_move_line l ON l.move_id = m.id
                  LEFT JOIN product_product pp ON pp.id = l.product_id
                  LEFT JOIN product_template pt ON pt.id = pp.product_tmpl_id
                  LEFT JOIN aims ON aims.contract_id = q.contract_id
                   AND aims.category_id = pt.categ_id
                 WHERE %s
                 GROUP BY q.contract_id, q.move_id, aims.aim_id) s
            ON s.contract_id = k.contract_id AND s.move_id = k.move_id
         GROUP BY k.id, k.contract_id, s.aim_id
        """,
        sql_lines.UNTAXED,
    )


def _received():
    """Cash by category; what pays no invoice of a target category has none."""
    return SQL(
        """
        SELECT p.id, p.contract_id, p.day, p.document, k.category_id, k.cash
          FROM paying k
          JOIN paid p ON p.id = k.id AND p.contract_id = k.contract_id
         UNION ALL
        SELECT p.id, p.contract_id, p.day, p.document, NULL,
               p.cash - COALESCE(k.cash, 0)
          FROM paid p
          LEFT JOIN (SELECT id, contract_id, SUM(cash) AS cash
                       FROM paying GROUP BY id, contract_id) k
            ON k.id = p.id AND k.contract_id = p.contract_id
         WHERE p.cash <> COALESCE(k.cash, 0)
        """
    )


def _goals(among):
    """A month's target with the part of the month that lies in the term."""
    return SQL(
        """
        SELECT t.id, t.contract_id, t.category_id, t.sales, t.cash, t.cases,
               GREATEST(t.month, ct.date_from) AS first,
               LEAST((t.month + INTERVAL '1 month')::date - 1, ct.date_end) AS last,
               %(last)s AS last_day
          FROM kehu_contract_target t
          JOIN kehu_contract ct ON ct.id = t.contract_id
         WHERE %(agreed)s AND %(among)s
        """,
        last=LAST_DAY,
        agreed=AGREED,
        among=among,
    )


def rows():
    """Targets day by day, sold lines and money received, one below the other."""
    return SQL(
        """
        SELECT 0 AS source, g.id AS base, g.contract_id, day::date AS date,
               g.category_id, NULL AS document,
               NULLIF(g.sales, 0) / (g.last - g.first + 1) AS sales_target,
               NULLIF(g.cash, 0) / (g.last - g.first + 1) AS cash_target,
               NULLIF(g.cases, 0)::numeric / (g.last - g.first + 1) AS case_target,
               NULL::numeric AS sales_done, NULL::numeric AS cash_done,
               NULL::float8 AS cases_done, NULL::float8 AS bottles_done
          FROM goals g
         CROSS JOIN generate_series(
               g.first, LEAST(g.last, g.last_day), INTERVAL '1 day') day
         UNION ALL
        SELECT source, id, contract_id, day, category_id, document,
               NULL, NULL, NULL, net, NULL, cases::float8, bottles::float8
          FROM sold
         UNION ALL
        SELECT 2, id, contract_id, day, category_id, document,
               NULL, NULL, NULL, NULL, cash, NULL, NULL
          FROM received
        """
    )


def standing(day):
    """Per contract: reached by the end of a day, and what should be."""
    return SQL(
        """
        SELECT ct.id AS contract_id,
               COALESCE(s.net, 0) AS sales_done,
               COALESCE(s.cases, 0) AS cases_done,
               COALESCE(s.bottles, 0) AS bottles_done,
               COALESCE(p.cash, 0) AS cash_done,
               COALESCE(g.sales, 0) AS sales_due, COALESCE(g.cash, 0) AS cash_due,
               COALESCE(g.cases, 0) AS cases_due
          FROM kehu_contract ct
          LEFT JOIN (SELECT contract_id, SUM(net) AS net,
                            SUM(cases)::float8 AS cases,
                            SUM(bottles)::float8 AS bottles
                       FROM sold WHERE day <= %(day)s GROUP BY contract_id) s
            ON s.contract_id = ct.id
          LEFT JOIN (SELECT contract_id, SUM(cash) AS cash
                       FROM paid WHERE day <= %(day)s GROUP BY contract_id) p
            ON p.contract_id = ct.id
          LEFT JOIN (SELECT contract_id, SUM(sales * part) AS sales,
                            SUM(cash * part) AS cash, SUM(cases * part) AS cases
                       FROM (SELECT *, GREATEST(0, LEAST(%(day)s, last, last_day)
                                       - first + 1)::numeric
                                       / (last - first + 1) AS part
                               FROM goals) d
                      GROUP BY contract_id) g
            ON g.contract_id = ct.id
         WHERE %(agreed)s
        """,
        day=SQL("%s::date", day),
        agreed=AGREED,
    )
