from odoo import api, models
from odoo.tools import SQL

from . import sql_ownership as sql


class KehuFactsPool(models.AbstractModel):
    """Who is in the open pool, and whom nobody works: set-based, over all customers."""

    _inherit = "kehu.facts"

    @api.model
    def _pool_table(self):
        """Customers without an owner: what anybody who sells may know of them."""
        return SQL(
            """
            SELECT m.id, m.company_id, p.name, p.city, p.kehu_role_id AS role_id,
                   p.kehu_territory_id AS territory_id, m.grade_id,
                   (SELECT MAX(o.date_end) + 1 FROM kehu_ownership o
                     WHERE o.partner_id = m.partner_id AND NOT o.is_cover
                       AND o.company_id = m.company_id) AS since
              FROM kehu_metric m
              JOIN res_partner p ON p.id = m.partner_id
             WHERE m.user_id IS NULL AND m.active AND p.active
               AND p.kehu_role_id IS NOT NULL
            """
        )

    # -------------------------------------------------------- when last worked
    @api.model
    def _worked_parts(self, company, since):
        """Selects of ``partner_id, day``: what counts as work with a customer.

        Another addon or part appends its own: visits, orders, deliveries.
        """
        return [
            SQL(
                "SELECT commercial_partner_id AS partner_id, invoice_date AS day"
                " FROM account_move WHERE company_id = %s AND state = 'posted'"
                " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
                " AND move_type <> 'out_refund' AND invoice_date >= %s",
                company.id,
                since,
            ),
            SQL(
                "SELECT c.commercial_partner_id, m.date::date"
                " FROM mail_message m JOIN res_partner c ON c.id = m.res_id"
                " WHERE m.model = 'res.partner' AND m.date >= %s AND ("
                " m.message_type = 'comment' OR m.mail_activity_type_id IS NOT NULL)",
                since,
            ),
        ]

    @api.model
    def _worked(self, company, since):
        """``partner_id, day``: the last day each customer was worked, since a day."""
        parts = SQL(" UNION ALL ").join(self._worked_parts(company, since))
        return SQL(
            "(SELECT partner_id, MAX(day) AS day FROM (%s) x GROUP BY partner_id)",
            parts,
        )

    @api.model
    def _worked_since(self, company, partners, since):
        """dict partner id → last day of work since ``since``."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, day FROM %s w WHERE partner_id = ANY(%s)",
                self._worked(company, since),
                list(partners.ids),
            )
        )
        return dict(self.env.cr.fetchall())

    # --------------------------------------------------------- back to the pool
    @api.model
    def _idle(self, company, day, rules):
        """Owned customers and since when nobody works them, under their first rule.

        The days run from the last order or contact, and never from before the owner
        came: whoever takes a customer over has the whole time.
        """
        since = SQL("%s::date - %s", day, max(rules.mapped("days")))
        choice = SQL(" ").join(
            SQL("WHEN %s THEN %s", self._idle_match(rule), rule.id) for rule in rules
        )
        return SQL(
            """
            SELECT o.partner_id, o.user_id, r.id AS rule_id, r.days, r.notice_days,
                   GREATEST(o.date_from, m.last_sale_date, k.day) AS since
              FROM kehu_ownership o
              JOIN kehu_metric m ON m.partner_id = o.partner_id
               AND m.company_id = o.company_id
              JOIN res_partner p ON p.id = o.partner_id
              JOIN kehu_pool_rule r ON r.id = CASE %(choice)s END
              LEFT JOIN %(worked)s k ON k.partner_id = o.partner_id
             WHERE %(open)s AND o.company_id = %(company)s AND m.active
               AND p.kehu_role_id IS NOT NULL
               AND (r.with_debt OR COALESCE(m.due_total, 0) <= 0)
            """,
            choice=choice,
            worked=self._worked(company, since),
            open=sql.OPEN,
            company=company.id,
        )

    @api.model
    def _idle_match(self, rule):
        wanted = [SQL("TRUE")]
        if rule.role_ids:
            wanted.append(SQL("p.kehu_role_id = ANY(%s)", rule.role_ids.ids))
        if rule.grade_ids:
            wanted.append(SQL("m.grade_id = ANY(%s)", rule.grade_ids.ids))
        if rule.never_bought:
            wanted.append(SQL("m.first_sale_date IS NULL"))
        return SQL(" AND ").join(wanted)

    @api.model
    def _pool_night(self, company, day, rules):
        """Notices kept, given and carried out. :return: ``(given, returned)``"""
        self.env.flush_all()
        if rules:
            self._pool_look(company, day, rules)
        self._pool_keep(company, any_idle=bool(rules))
        if not rules:
            return 0, []
        given = self._pool_give(company, day)
        due = self._pool_due(company, day)
        rows = [(partner, company.id, None, day) for partner in due]
        self._own(rows, "pool")
        self._set_notices(company, due, "returned")
        return given, due

    @api.model
    def _pool_look(self, company, day, rules):
        """Look once who has been idle long enough to be told: table `kehu_idle`."""
        self.env.cr.execute("DROP TABLE IF EXISTS pg_temp.kehu_idle")
        self._execute_tuned(
            SQL(
                "CREATE TEMP TABLE kehu_idle ON COMMIT DROP AS SELECT * FROM (%s) i"
                " WHERE i.since <= %s::date - (i.days - i.notice_days)",
                self._idle(company, day, rules),
                day,
            ),
            whole=True,
        )
        self._execute_tuned(SQL("ANALYZE kehu_idle"), whole=False)

    @api.model
    def _pool_keep(self, company, any_idle):
        """Worked again, another owner, another rule: the notice is over."""
        still = (
            SQL(
                "AND NOT EXISTS (SELECT FROM kehu_idle i"
                " WHERE i.partner_id = n.partner_id AND i.user_id = n.user_id)"
            )
            if any_idle
            else SQL("")
        )
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_pool_notice n SET state = 'kept'"
                " WHERE n.state = 'open' AND n.company_id = %s %s",
                company.id,
                still,
            )
        )

    @api.model
    def _pool_give(self, company, day):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO kehu_pool_notice (partner_id, company_id, user_id, rule_id,
                                              date, idle_since, return_on, state)
                SELECT i.partner_id, %(company)s, i.user_id, i.rule_id, %(day)s,
                       i.since,
                       GREATEST(%(day)s::date + i.notice_days, i.since + i.days), 'open'
                  FROM kehu_idle i
                 WHERE NOT EXISTS (
                       SELECT FROM kehu_pool_notice n
                        WHERE n.partner_id = i.partner_id AND n.state = 'open'
                          AND n.company_id = %(company)s)
                """,
                company=company.id,
                day=day,
            )
        )
        given = self.env.cr.rowcount
        self.env["kehu.pool.notice"].invalidate_model()
        return given

    @api.model
    def _pool_due(self, company, day):
        self.env.cr.execute(
            SQL(
                "SELECT n.partner_id FROM kehu_pool_notice n JOIN kehu_idle i"
                " ON i.partner_id = n.partner_id AND i.user_id = n.user_id"
                " WHERE n.state = 'open' AND n.company_id = %s AND n.return_on <= %s"
                " ORDER BY n.partner_id",
                company.id,
                day,
            )
        )
        return [partner for (partner,) in self.env.cr.fetchall()]

    @api.model
    def _set_notices(self, company, partner_ids, state):
        """Open notices of these customers are over."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_pool_notice SET state = %s WHERE state = 'open'"
                " AND partner_id = ANY(%s) AND company_id = %s",
                state,
                list(partner_ids),
                company.id,
            )
        )
        self.env["kehu.pool.notice"].invalidate_model()

    # ------------------------------------------------------------ then and now
    @api.model
    def _owner_sales_table(self):
        """Net sales by month, once by the owner then and once by the owner now.

        Before the first row of a customer, the document's own salesperson is the
        owner then.
        """
        return SQL(
            """
            SELECT m.id * 2 + b.n AS id, m.company_id,
                   date_trunc('month', m.invoice_date)::date AS month,
                   m.commercial_partner_id AS partner_id, b.basis,
                   CASE b.basis WHEN 'now' THEN w.user_id
                   ELSE CASE WHEN f.first <= m.invoice_date THEN t.user_id
                             ELSE m.invoice_user_id END END AS user_id,
                   m.amount_untaxed_signed AS net
              FROM account_move m
              JOIN res_company c ON c.id = m.company_id
             CROSS JOIN (VALUES (0, 'then'), (1, 'now')) AS b (n, basis)
              LEFT JOIN (SELECT partner_id, company_id, MIN(date_from) AS first
                           FROM kehu_ownership WHERE NOT is_cover
                          GROUP BY partner_id, company_id) f
                ON f.partner_id = m.commercial_partner_id
               AND f.company_id = m.company_id
              %(then)s %(now)s
             WHERE m.state = 'posted'
               AND m.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AND (m.move_type <> 'out_receipt' OR c.kehu_include_receipts)
            """,
            then=sql.owner_on(
                "t", "m.commercial_partner_id", "m.company_id", "m.invoice_date"
            ),
            now=sql.owner_now("w", "m.commercial_partner_id", "m.company_id"),
        )
