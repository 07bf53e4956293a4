"""Lines of posted sales documents, with all that they are looked at by.

A document's untaxed amount is the sum of its product lines and of what rounding the
total to whole coins left; the rows repeat that, so no sum differs from accounting's.
"""

from odoo.tools import SQL

JOINS = SQL(
    """
    account_move m
    JOIN account_move_line l ON l.move_id = m.id
    JOIN res_company c ON c.id = m.company_id
    LEFT JOIN product_product pp ON pp.id = l.product_id
    LEFT JOIN product_template pt ON pt.id = pp.product_tmpl_id
    LEFT JOIN uom_uom u ON u.id = COALESCE(l.product_uom_id, pt.uom_id)
    LEFT JOIN uom_uom own ON own.id = pt.uom_id
    LEFT JOIN res_partner p ON p.id = m.commercial_partner_id
    LEFT JOIN kehu_role r ON r.id = p.kehu_role_id
    LEFT JOIN kehu_metric k ON k.partner_id = p.id AND k.company_id = m.company_id
    """
)
#: The first two conditions repeat the covering index's predicate verbatim.
POSTED_SALES = SQL(
    "m.state = 'posted'"
    " AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    " AND (m.move_type <> 'out_receipt' OR c.kehu_include_receipts)"
)
UNTAXED = SQL(
    "(l.display_type IN ('product', 'non_deductible_product',"
    " 'non_deductible_product_total')"
    " OR l.display_type = 'rounding' AND l.tax_repartition_line_id IS NULL)"
)
SIGN = SQL("CASE WHEN m.move_type = 'out_refund' THEN -1 ELSE 1 END")


def pieces(sign=None):
    """In the product's own unit; a line in one that has nothing in common has none."""
    return SQL(
        "CASE WHEN u.id = own.id THEN l.quantity * %(sign)s"
        " WHEN split_part(u.parent_path, '/', 1) = split_part(own.parent_path, '/', 1)"
        " THEN l.quantity * %(sign)s * u.factor / NULLIF(own.factor, 0) END",
        sign=sign or SQL("1"),
    )


QUANTITY = pieces(SIGN)
COST = SQL(
    "NULLIF((pp.standard_price ->> m.company_id::text)::numeric, 0) * %s", QUANTITY
)


def made():
    """Measures of a group that are no sum of its rows: name → SQL over the columns."""
    count = "COUNT(DISTINCT %(table)s.{})"
    average = (
        "SUM(%(table)s.{0}) FILTER (WHERE %(table)s.{1} IS NOT NULL)"
        " / NULLIF(SUM(%(table)s.{1}) FILTER (WHERE %(table)s.{0} IS NOT NULL), 0)"
    )
    return {
        "document_count": count.format("move_id"),
        "customer_count": count.format("partner_id"),
        "price_average": average.format("net", "quantity"),
        "margin_rate": average.format("margin", "net_costed"),
    }


def document():
    return {
        "id": SQL("l.id"),
        "company_id": SQL("m.company_id"),
        "currency_id": SQL("c.currency_id"),
        "move_id": SQL("m.id"),
        "document": SQL("m.name"),
        "kind": SQL("m.move_type"),
        "date": SQL("m.invoice_date"),
        "year": SQL("to_char(m.invoice_date, 'YYYY')"),
        "month": SQL("to_char(m.invoice_date, 'MM')"),
        "invoice_user_id": SQL("m.invoice_user_id"),
    }


def product():
    return {
        "product_id": SQL("l.product_id"),
        "category_id": SQL("pt.categ_id"),
        "uom_id": SQL("pt.uom_id"),
    }


def customer(default_audience_id):
    return {
        "partner_id": SQL("m.commercial_partner_id"),
        "user_id": SQL("p.user_id"),
        "role_id": SQL("p.kehu_role_id"),
        "audience_id": SQL("COALESCE(r.audience_id, %s)", default_audience_id),
        "grade_id": SQL("k.grade_id"),
        "lifecycle": SQL("k.lifecycle"),
        "territory_id": SQL("p.kehu_territory_id"),
        "zone_id": SQL("p.kehu_zone_id"),
        "source_id": SQL("p.kehu_source_id"),
        "state_id": SQL("p.state_id"),
        "city": SQL("p.city"),
    }


def festival(name, festival_id, day=None):
    """Days, week and year of the next festival, as `engine.festivals` says them.

    The dates are one array for the whole statement and each row looks its own up by
    halving: no join, and nothing is done for a question that does not ask.
    """
    day = day or SQL("m.invoice_date")
    dates = SQL(
        "ARRAY(SELECT date FROM kehu_festival_date"
        " WHERE festival_id = %s ORDER BY date)",
        festival_id,
    )
    following = SQL(
        "(%(dates)s)[1 + width_bucket(%(day)s - 1, %(dates)s)]", dates=dates, day=day
    )
    days = SQL("(%s - %s)", following, day)
    known = SQL("%s <= 400", days)
    return {
        f"{name}_days": SQL("CASE WHEN %s THEN %s END", known, days),
        f"{name}_week": SQL(
            "CASE WHEN %s THEN lpad(((%s + 6) / 7)::text, 2, '0') END", known, days
        ),
        f"{name}_year": SQL(
            "CASE WHEN %s THEN to_char(%s, 'YYYY') END", known, following
        ),
    }


def measures():
    """A row's own share of each measure; `MADE` says what a group makes of them."""
    net = SQL("-l.balance")
    return {
        "net": net,
        "quantity": QUANTITY,
        "document_count": SQL("1"),
        "customer_count": SQL("1"),
        "price_average": SQL("%s / NULLIF(%s, 0)", net, QUANTITY),
        "margin": SQL("%s - %s", net, COST),
        "net_costed": SQL("CASE WHEN %s IS NOT NULL THEN %s END", COST, net),
        "margin_rate": SQL("(%s - %s) / NULLIF(%s, 0)", net, COST, net),
    }
