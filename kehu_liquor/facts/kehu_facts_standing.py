from odoo import api, models
from odoo.tools import SQL


class KehuFactsStanding(models.AbstractModel):
    """Places among others: they move for everybody each day, so nobody stores them."""

    _inherit = "kehu.facts"

    @api.model
    def _places(self, metrics):
        """Pareto place of each row of `kehu.metric` within its audience.

        :return: dict metric id → (rank, share of the audience's positive net up to
            and including the customer, 1.0 without positive net)
        """
        if not metrics:
            return {}
        metrics.flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH groups AS (
                    SELECT DISTINCT company_id, audience_id FROM kehu_metric
                     WHERE id = ANY(%(ids)s)
                ), places AS (
                    SELECT m.id, m.net_12m, row_number() OVER best AS rank,
                           SUM(GREATEST(m.net_12m, 0)) OVER best AS running,
                           SUM(GREATEST(m.net_12m, 0)) OVER (
                               PARTITION BY m.company_id, m.audience_id) AS total
                      FROM kehu_metric m
                      JOIN groups g ON g.company_id = m.company_id
                       AND g.audience_id = m.audience_id
                      JOIN res_partner p ON p.id = m.partner_id
                    WINDOW best AS (
                           PARTITION BY m.company_id, m.audience_id
                           ORDER BY COALESCE(m.net_12m, 0) DESC,
                                    COALESCE(p.ref, '') COLLATE "C", m.partner_id
                           ROWS UNBOUNDED PRECEDING)
                )
                SELECT id, rank, CASE WHEN net_12m > 0 AND total > 0
                                      THEN running / total ELSE 1 END
                  FROM places WHERE id = ANY(%(ids)s)
                """,
                ids=list(metrics.ids),
            )
        )
        return {
            row: (rank, float(share)) for row, rank, share in self.env.cr.fetchall()
        }

    @api.model
    def _facts_to_score(
        self, company, day, keys, after, limit, only=None, audience=None
    ):
        """The next ``limit`` customers to score, in partner order.

        :param keys: stored figures of `kehu.metric` to read, None where missing
        :param after: partner id of the last customer already scored
        :param audience: only customers of this audience (its id)
        :return: list of dicts with ``keys``, `DECIDED`, `override_id` (the newest,
            if it is in force), the partner's `active`, `stage` and `buys_elsewhere`
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT m.id, m.partner_id, p.active, m.audience_id, m.score,
                       m.suggested_grade_id, m.settled_grade_id, m.moved_on,
                       m.grade_id, m.lifecycle, m.standing,
                       m.override_id AS old_override_id, m.scorecard_id,
                       o.override_id, p.kehu_stage AS stage,
                       p.kehu_buys_elsewhere AS buys_elsewhere, %(facts)s
                  FROM kehu_metric m
                  JOIN res_partner p ON p.id = m.partner_id
                  LEFT JOIN (%(newest)s) o ON o.partner_id = m.partner_id
                 WHERE m.company_id = %(company)s AND m.partner_id > %(after)s
                   AND p.id > %(after)s AND %(among)s
                 ORDER BY m.partner_id
                 LIMIT %(limit)s
                """,
                newest=_newest(company, day, after),
                facts=SQL(", ").join(SQL.identifier("m", key) for key in keys),
                company=company.id,
                after=after,
                among=_among(only, audience),
                limit=limit,
            )
        )
        names = [column.name for column in self.env.cr.description]
        return [dict(zip(names, row, strict=True)) for row in self.env.cr.fetchall()]


def _newest(company, day, after):
    """``partner_id, override_id``: the newest override, none if it is not in force."""
    return SQL(
        """
        SELECT DISTINCT ON (partner_id) partner_id,
               CASE WHEN %(day)s BETWEEN date_from AND date_end THEN id END
                   AS override_id
          FROM kehu_grade_override
         WHERE company_id = %(company)s AND partner_id > %(after)s
         ORDER BY partner_id, id DESC
        """,
        day=day,
        company=company.id,
        after=after,
    )


def _among(only, audience):
    """The condition that a row is one of these customers, or of this audience."""
    if only is not None:
        return SQL("m.partner_id = ANY(%s)", list(only.ids))
    return SQL("m.audience_id = %s", audience) if audience else SQL("TRUE")
