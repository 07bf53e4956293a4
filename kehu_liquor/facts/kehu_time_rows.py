from odoo import models
from odoo.tools import SQL

from . import sql_lines

#: Measures of a group that are no sum of its rows: name → SQL over the columns.
MADE = {
    "net_per_hour": ("SUM(%(table)s.net) * 60 / NULLIF(SUM(%(table)s.minutes), 0)"),
    "net_per_contact": "SUM(%(table)s.net) / NULLIF(SUM(%(table)s.contact_count), 0)",
}


class KehuTimeRows(models.Model):
    """The rows of the time analysis: every contact, and every posted document.

    A statement in place of a table, so that each number is the sum of the rows that
    it opens. A contact is of whoever had it, a sale of the customer's owner.
    """

    _inherit = "kehu.time.analysis"

    @property
    def _table_query(self):
        return SQL("%s UNION ALL %s", self._contact_rows(), self._sale_rows())

    def _contact_rows(self):
        return SQL(
            """
            SELECT v.id * 2 AS id, 'contact' AS what, v.company_id, c.currency_id,
                   v.day AS date, v.partner_id, v.user_id, k.grade_id,
                   p.kehu_role_id AS role_id, p.kehu_territory_id AS territory_id,
                   v.kind_id, v.id AS visit_id, NULL::int AS move_id,
                   1 AS contact_count, s.minutes,
                   0::numeric AS net, NULL::float8 AS net_per_hour,
                   NULL::float8 AS net_per_contact
              FROM kehu_visit v
              JOIN res_company c ON c.id = v.company_id
              JOIN res_partner p ON p.id = v.partner_id
              JOIN kehu_visit_kind t ON t.id = v.kind_id
              LEFT JOIN kehu_metric k ON k.partner_id = v.partner_id
               AND k.company_id = v.company_id
             CROSS JOIN LATERAL (
                   SELECT COALESCE(round(EXTRACT(EPOCH FROM v.date_end - v.date_begin)
                                         / 60)::int, t.minutes) AS minutes) s
             WHERE v.state = 'done'
            """
        )

    def _sale_rows(self):
        return SQL(
            """
            SELECT m.id * 2 + 1 AS id, 'sale' AS what, m.company_id, c.currency_id,
                   m.invoice_date AS date, k.partner_id, k.user_id, k.grade_id,
                   p.kehu_role_id AS role_id, p.kehu_territory_id AS territory_id,
                   NULL::int AS kind_id, NULL::int AS visit_id, m.id AS move_id,
                   0 AS contact_count, 0 AS minutes,
                   m.amount_untaxed_signed AS net, NULL::float8 AS net_per_hour,
                   NULL::float8 AS net_per_contact
              FROM account_move m
              JOIN res_company c ON c.id = m.company_id
              JOIN kehu_metric k ON k.partner_id = m.commercial_partner_id
               AND k.company_id = m.company_id
              JOIN res_partner p ON p.id = k.partner_id
             WHERE %s
            """,
            sql_lines.POSTED_SALES,
        )

    def _read_group_select(self, aggregate_spec, query):
        """An hour's worth is made of the group's sums, not of its rows'."""
        name, _colon, function = aggregate_spec.partition(":")
        if name not in MADE or function not in ("sum", "avg"):
            return super()._read_group_select(aggregate_spec, query)
        self._field_to_sql(self._table, name, query)  # asks for the right to read it
        return SQL(MADE[name], table=SQL.identifier(self._table))
