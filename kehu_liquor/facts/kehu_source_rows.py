from odoo import models
from odoo.tools import SQL


class KehuSourceRows(models.Model):
    """The rows of the source analysis: customers on file, with what they became."""

    _inherit = "kehu.source.analysis"

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT k.id, k.company_id, c.currency_id, k.partner_id,
                   p.kehu_source_id AS source_id, p.kehu_referrer_id AS referrer_id,
                   p.user_id, p.kehu_role_id AS role_id,
                   p.kehu_territory_id AS territory_id,
                   k.grade_id, k.lifecycle, k.standing,
                   p.create_date::date AS entered_on, k.first_sale_date,
                   1 AS customer_count,
                   (k.first_sale_date IS NOT NULL)::int AS buyer_count,
                   (k.lifecycle IS NOT DISTINCT FROM 'loyal')::int AS loyal_count,
                   (k.standing IS NOT DISTINCT FROM 'lost')::int AS lost_count,
                   (k.first_sale_date IS NOT NULL)::int::float8 AS conversion,
                   CASE WHEN k.first_sale_date >= p.create_date::date
                        THEN (k.first_sale_date - p.create_date::date)::float8
                   END AS days_to_first_sale,
                   COALESCE(k.net_12m, 0) AS net_12m,
                   COALESCE(k.net_12m, 0) AS net_per_customer
              FROM kehu_metric k
              JOIN res_company c ON c.id = k.company_id
              JOIN res_partner p ON p.id = k.partner_id
             WHERE k.active
            """
        )
