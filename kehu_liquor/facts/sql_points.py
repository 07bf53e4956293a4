"""Named parts of what documents earn: put together once, not at every posting."""

from odoo.tools import SQL

from . import sql_lines

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


def place(partner, company):
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


#: Columns of a document m.
DOCUMENT = SQL(
    """
    m.id, m.company_id, m.name, m.commercial_partner_id AS partner_id,
    %(face)s AS face, %(place)s, COALESCE(m.invoice_date, m.date) AS day,
    m.amount_residual = 0
      AND COALESCE(m.payment_state, '') <> 'reversed' AS is_paid,
    EXISTS (SELECT FROM kehu_points_entry e WHERE e.move_id = m.id) AS is_booked
    """,
    face=sql_lines.SIGN,
    place=place("m.commercial_partner_id", "m.company_id"),
)
#: Columns of a product line l, in company currency: less than 0 on returns.
LINE = SQL(
    """
    l.id AS line_id, l.product_id, -l.balance AS net,
    COALESCE(-l.balance * l.price_total / NULLIF(l.price_subtotal, 0), 0) AS gross,
    COALESCE(%s, 0) AS quantity, %s AS categories
    """,
    PIECES,
    CATEGORIES,
)


def alone(move_ids):
    """Documents beside their product lines, and whether others belong to them."""
    return SQL(
        """
        SELECT m.id AS root, m.move_type = 'out_refund' AS is_return,
               1 AS sign, %(stands)s AS counts,
               m.reversed_entry_id IS NOT NULL OR EXISTS (
                   SELECT FROM account_move c WHERE c.reversed_entry_id = m.id
               ) AS is_linked, %(document)s, %(line)s
          FROM account_move m
          LEFT JOIN account_move_line l
            ON l.move_id = m.id AND l.display_type = 'product'
         WHERE m.id = ANY(%(moves)s) AND m.move_type IN %(kinds)s
         ORDER BY m.id, l.sequence, l.id
        """,
        stands=STANDS,
        document=DOCUMENT,
        line=LINE,
        moves=list(move_ids),
        kinds=KINDS,
    )


def chains(move_ids):
    """An invoice, the credit notes that name it, what undoes those, and so on.

    What undoes something that is not in force does nothing itself.
    """
    return SQL(
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
        document=DOCUMENT,
        **{"with": family(move_ids)},
    )


def family(move_ids):
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


def lines(move_ids):
    """Product lines of documents."""
    return SQL(
        """
        SELECT l.move_id, %(line)s
          FROM account_move_line l
         WHERE l.move_id = ANY(%(moves)s) AND l.display_type = 'product'
         ORDER BY l.move_id, l.sequence, l.id
        """,
        line=LINE,
        moves=list(move_ids),
    )
