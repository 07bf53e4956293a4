from odoo import api, models
from odoo.tools import SQL

from .kehu_facts_purchases import ABNORMAL_FACTOR, ABNORMAL_MIN_ORDERS

#: What followed a warning, asked once its days are over: name → condition over ``a``,
#: the alert, ``r``, its rule, and ``m``, the customer's figures of that night.
SOLD = """
    EXISTS (SELECT FROM account_move s
             WHERE s.state = 'posted'
               AND s.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AND s.move_type <> 'out_refund'
               AND s.company_id = a.company_id
               AND s.commercial_partner_id = a.partner_id
               AND s.invoice_date > a.opened_on
               AND s.invoice_date <= a.opened_on + r.outcome_days)
"""
FOLLOWED = {
    "lasted": "(a.passed_on IS NULL OR a.passed_on >= a.opened_on + r.outcome_days)",
    "unpaid": "COALESCE(m.overdue_amount, 0) > 0",
    "no_order": f"NOT {SOLD}",
    "order": SOLD,
    "lost": """
        EXISTS (SELECT FROM kehu_loss x
                 WHERE x.partner_id = a.partner_id AND x.company_id = a.company_id
                   AND x.lost_on <= a.opened_on + r.outcome_days
                   AND (x.won_on IS NULL OR x.won_on > a.opened_on))""",
}


class KehuFactsOutcomes(models.AbstractModel):
    """What became of warnings and of customers, and what is abnormal at posting."""

    _inherit = "kehu.facts"

    @api.model
    def _judge_alerts(self, company, day):
        """Was it right? A person's word first, else what followed in the rule's days.

        :return: how many alerts were judged
        """
        self.env.flush_all()
        followed = SQL(" ").join(
            SQL("WHEN %s THEN %s", name, SQL(condition))
            for name, condition in FOLLOWED.items()
        )
        self._execute_tuned(
            SQL(
                """
                UPDATE kehu_alert v SET judged_on = %(day)s,
                       verdict = CASE WHEN found.is_right THEN 'right'
                                      ELSE 'wrong' END
                  FROM (SELECT a.id, CASE WHEN a.outcome = 'true' THEN TRUE
                                     WHEN a.outcome = 'false' THEN FALSE
                                     ELSE CASE r.outcome %(followed)s END
                                END AS is_right
                          FROM kehu_alert a
                          JOIN kehu_alert_rule r ON r.id = a.rule_id
                          LEFT JOIN kehu_metric m ON m.partner_id = a.partner_id
                           AND m.company_id = a.company_id
                         WHERE a.company_id = %(company)s AND a.verdict IS NULL
                           AND (a.outcome IN ('true', 'false') OR (
                                a.opened_on + r.outcome_days <= %(day)s
                                AND a.outcome IS DISTINCT FROM 'merged'
                                AND a.outcome IS DISTINCT FROM 'withdrawn'))
                        OFFSET 0) found
                 WHERE v.id = found.id AND found.is_right IS NOT NULL
                """,
                day=day,
                company=company.id,
                followed=followed,
            ),
            whole=True,
        )
        judged = self.env.cr.rowcount
        self.env["kehu.alert"].invalidate_model(["verdict", "judged_on"])
        return judged

    # ----------------------------------------------------------------- losses
    @api.model
    def _losses(self, company, day):
        """Open a post-mortem for each customer newly lost, end it for who is back.

        Lost on the day the company's own lines say, not the night that noticed.
        :return: ``(lost, won back)`` counts
        """
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL jit = off")
        self.env.cr.execute(self._losses_statement(company, day))
        counts = self.env.cr.fetchone()
        self.env["kehu.loss"].invalidate_model()
        return counts

    @api.model
    def _losses_statement(self, company, day):
        return SQL(
            """
            WITH gone AS (%(gone)s), won AS (
                UPDATE kehu_loss x SET won_on = %(day)s
                 WHERE x.company_id = %(company)s AND x.won_on IS NULL
                   AND EXISTS (SELECT FROM kehu_metric m
                                WHERE m.partner_id = x.partner_id
                                  AND m.company_id = x.company_id
                                  AND m.last_sale_date > x.last_sale_date
                                  AND m.standing NOT IN ('lost', 'competitor'))
             RETURNING 1
            ), lost AS (
                INSERT INTO kehu_loss (partner_id, company_id, lost_on, noticed_on,
                       last_sale_date, net_before, grade_id, role_id, audience_id,
                       user_id, to_competitor)
                SELECT g.partner_id, g.company_id, g.lost_on, %(day)s,
                       g.last_sale_date, (
                           SELECT COALESCE(SUM(s.amount_untaxed_signed), 0)
                             FROM account_move s
                            WHERE s.state = 'posted' AND s.move_type IN (
                                  'out_invoice', 'out_refund', 'out_receipt')
                              AND s.company_id = g.company_id
                              AND s.commercial_partner_id = g.partner_id
                              AND s.invoice_date <= g.last_sale_date
                              AND s.invoice_date > g.last_sale_date - 365),
                       g.grade_id, g.kehu_role_id, g.audience_id, g.owner_id,
                       g.standing = 'competitor'
                  FROM gone g
                 WHERE NOT EXISTS (
                       SELECT FROM kehu_loss x
                        WHERE x.partner_id = g.partner_id
                          AND x.company_id = g.company_id
                          AND (x.won_on IS NULL
                               OR x.last_sale_date >= g.last_sale_date))
                    ON CONFLICT DO NOTHING
             RETURNING 1
            )
            SELECT (SELECT COUNT(*) FROM lost), (SELECT COUNT(*) FROM won)
            """,
            gone=self._losses_gone(company, day),
            day=day,
            company=company.id,
        )

    @api.model
    def _losses_gone(self, company, day):
        """Who is lost today, and since when by the company's own lines."""
        return SQL(
            """
                SELECT m.*, p.kehu_role_id, p.user_id AS owner_id,
                       LEAST(%(day)s::date, last_sale_date + 1 + LEAST(%(days)s,
                             CASE WHEN is_silent THEN
                             floor(%(factor)s * interval_median)::int END)) AS lost_on
                  FROM kehu_metric m JOIN res_partner p ON p.id = m.partner_id
                 WHERE m.company_id = %(company)s AND m.active
                   AND m.last_sale_date IS NOT NULL
                   AND m.standing IN ('lost', 'competitor')
            """,
            day=day,
            days=company.kehu_lost_days,
            factor=company.kehu_silent_factor,
            company=company.id,
        )

    # ----------------------------------------------------------------- events
    @api.model
    def _abnormal_at_posting(self, moves):
        """Which of these fresh orders lie far off what was known before each.

        The order itself is no part of the pattern, nor what is dated after it.
        :return: list of dicts move_id, partner_id, invoice_date, amount, median,
            mad, orders
        """
        company = moves.company_id[:1]
        q = self._question(company, max(moves.mapped("invoice_date")))
        self.env.cr.execute(
            SQL(
                """
                %(earlier)s, usual AS (
                    SELECT move_id, COUNT(*) AS orders,
                           percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median
                      FROM earlier GROUP BY move_id HAVING COUNT(*) >= %(least)s
                ), sizes AS (
                    SELECT u.move_id, u.orders, u.median,
                           percentile_cont(0.5) WITHIN GROUP (
                               ORDER BY abs(e.amount - u.median)) AS mad
                      FROM usual u JOIN earlier e ON e.move_id = u.move_id
                     GROUP BY u.move_id, u.orders, u.median
                )
                SELECT f.*, s.orders, s.median, s.mad
                  FROM fresh f JOIN sizes s ON s.move_id = f.move_id
                 WHERE s.mad > 0 AND abs(f.amount - s.median) > %(factor)s * s.mad
                """,
                earlier=self._abnormal_earlier(q, moves),
                least=ABNORMAL_MIN_ORDERS,
                factor=ABNORMAL_FACTOR,
            )
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _abnormal_earlier(self, q, moves):
        """CTEs: the fresh orders, and what was known before each."""
        return SQL(
            """
                WITH fresh AS (
                    SELECT id AS move_id, commercial_partner_id AS partner_id,
                           company_id, invoice_date,
                           amount_untaxed_signed::float8 AS amount
                      FROM account_move WHERE id = ANY(%(ids)s)
                ), earlier AS (
                    SELECT f.move_id, o.amount_untaxed_signed::float8 AS amount
                      FROM fresh f JOIN account_move o
                        ON o.company_id = f.company_id
                       AND o.commercial_partner_id = f.partner_id
                       AND o.invoice_date BETWEEN %(kept)s AND f.invoice_date
                     WHERE o.state = 'posted'
                       AND o.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
                       AND o.move_type IN %(types)s AND o.move_type <> 'out_refund'
                       AND o.id <> f.move_id
                       AND (NOT o.id = ANY(%(ids)s)
                            OR (o.invoice_date, o.id) < (f.invoice_date, f.move_id))
                )
            """,
            ids=moves.ids,
            kept=q.kept_from,
            types=q.move_types,
        )
