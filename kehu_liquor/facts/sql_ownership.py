"""Who owned whom on which day, as parts of other statements."""

from odoo.tools import SQL

#: The row in force; ``o`` is the ownership.
OPEN = SQL("NOT o.is_cover AND o.date_end IS NULL")


def owner_on(alias, partner, company, day):
    """Join the owner of (``partner``, ``company``) on ``day`` as ``alias.user_id``.

    A cover is not an owner. Nobody owned the customer on that day: NULL.
    """
    return SQL(
        """
        LEFT JOIN kehu_ownership %(o)s
          ON NOT %(o)s.is_cover
         AND %(o)s.partner_id = %(partner)s
         AND %(o)s.company_id = %(company)s
         AND %(day)s BETWEEN %(o)s.date_from
                         AND COALESCE(%(o)s.date_end, 'infinity'::date)
        """,
        o=SQL.identifier(alias),
        partner=SQL(partner),
        company=SQL(company),
        day=SQL(day),
    )


def owner_now(alias, partner, company):
    """Join today's owner of (``partner``, ``company``) as ``alias.user_id``."""
    return SQL(
        """
        LEFT JOIN kehu_ownership %(o)s
          ON NOT %(o)s.is_cover AND %(o)s.date_end IS NULL
         AND %(o)s.partner_id = %(partner)s
         AND %(o)s.company_id = %(company)s
        """,
        o=SQL.identifier(alias),
        partner=SQL(partner),
        company=SQL(company),
    )


def wanted(rows):
    """Rows ``(partner, company, user or None, day)`` as a table ``w``."""
    partners, companies, users, days = map(list, zip(*rows, strict=True))
    return SQL(
        "(SELECT * FROM unnest(%s::int[], %s::int[], %s::int[], %s::date[])"
        " AS w (partner_id, company_id, user_id, day)) w",
        partners,
        companies,
        users,
        days,
    )
