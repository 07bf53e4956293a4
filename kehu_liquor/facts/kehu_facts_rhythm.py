from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

#: Spreads customers over the days of a slot: far apart for neighbours, another place
#: for each step, always the same.
SHARE = SQL(
    "mod(w.partner_id::bigint * 2654435761 + s.step_id::bigint * 40503 + s.number * 97,"
    " 4294967296) / 4294967296.0::float8"
)

#: A first visit is followed up for so many days at most, as the steps allow.
FRESH = 90


class KehuFactsRhythm(models.AbstractModel):
    """Follow-ups of all customers at once, from the steps that hold for each."""

    _inherit = "kehu.facts"

    @api.model
    def _chosen(self, company, partners=None):
        """``partner_id, user_id, cadence_id``: the most specific cadence per occasion.

        Worked out once for each grade and role that there is, not for each customer.
        """
        return SQL(
            """
            WITH owned AS (
                SELECT m.partner_id, m.user_id, m.first_sale_date,
                       COALESCE(m.grade_id, 0) AS grade_id,
                       COALESCE(p.kehu_role_id, 0) AS role_id
                  FROM kehu_metric m
                  JOIN res_partner p ON p.id = m.partner_id
                 WHERE m.company_id = %(company)s AND m.active AND m.user_id IS NOT NULL
                   AND %(among)s
            ), choice AS (
                SELECT DISTINCT ON (k.grade_id, k.role_id, c.occasion)
                       k.grade_id, k.role_id, c.occasion, c.id AS cadence_id
                  FROM (SELECT DISTINCT grade_id, role_id FROM owned) k
                  JOIN kehu_cadence c ON c.active
                   AND (c.company_id IS NULL OR c.company_id = %(company)s)
                   AND (c.grade_id IS NULL OR c.grade_id = k.grade_id)
                   AND (c.role_id IS NULL OR c.role_id = k.role_id)
                 ORDER BY k.grade_id, k.role_id, c.occasion,
                          c.company_id IS NULL, c.role_id IS NULL, c.grade_id IS NULL,
                          c.sequence, c.id
            ), wanted AS (
                SELECT o.partner_id, o.user_id, o.first_sale_date, c.cadence_id,
                       c.occasion
                  FROM owned o
                  JOIN choice c ON (c.grade_id, c.role_id) = (o.grade_id, o.role_id)
            )
            """,
            company=company.id,
            among=self._among("m.partner_id", partners),
        )

    @api.model
    def _execute_over(self, statement, partners=None):
        """Over all customers as in the night, over some of them as it comes."""
        if partners is None:
            self._execute_tuned(statement, whole=True)
        else:
            self.env.cr.execute(statement)

    @api.model
    def _cadences_of(self, partner, company):
        """Ids of the cadences that hold for a customer."""
        self.env.flush_all()
        chosen = self._chosen(company, partner)
        self.env.cr.execute(SQL("%s SELECT cadence_id FROM wanted", chosen))
        return [cadence for (cadence,) in self.env.cr.fetchall()]

    @api.model
    def _plan_followups(self, company, slots, partners=None):
        """Make what is not there yet. Twice the same changes nothing.

        :param slots: ``(step, kind, period, end, number, days)``, see the engine
        :return: how many follow-ups are new
        """
        if not slots:
            return 0
        self._execute_over(
            SQL(
                """
                %(chosen)s, s AS (%(slots)s)
                INSERT INTO kehu_followup
                       (partner_id, company_id, user_id, step_id, kind_id, period,
                        period_end, number, due_on, first_due_on, state)
                SELECT partner_id, %(company)s, user_id, step_id, kind_id, period,
                       period_end, number, due, due, 'open'
                  FROM (SELECT w.partner_id, w.user_id, s.*,
                               s.days[1 + floor(%(share)s * cardinality(s.days))::int]
                                   AS due
                          FROM s
                          JOIN kehu_cadence_step t ON t.id = s.step_id
                          JOIN wanted w ON w.cadence_id = t.cadence_id
                         WHERE NOT EXISTS (
                               SELECT FROM kehu_followup k
                                WHERE k.company_id = %(company)s
                                  AND k.period_end >= %(since)s
                                  AND (k.partner_id, k.step_id, k.period, k.number)
                                    = (w.partner_id, s.step_id, s.period, s.number))
                       ) f
                    ON CONFLICT DO NOTHING
                """,
                chosen=self._chosen(company, partners),
                slots=self._as_rows(slots),
                share=SHARE,
                company=company.id,
                since=min(end for _step, _kind, _begin, end, *_rest in slots),
            ),
            partners,
        )
        return self.env.cr.rowcount

    @api.model
    def _as_rows(self, slots):
        return SQL(
            "SELECT * FROM (VALUES %s)"
            " AS s (step_id, kind_id, period, period_end, number, days)",
            SQL(", ").join(
                SQL("(%s, %s, %s::date, %s::date, %s, %s::date[])", *slot)
                for slot in slots
            ),
        )

    @api.model
    def _plan_first(self, company, day, work, partners=None):
        """What follows a first visit: only for customers who had never bought before.

        :param work: working days around today, the first on or after the due day is
            taken
        :return: how many follow-ups are new
        """
        self._execute_over(
            SQL(
                """
                %(chosen)s, fresh AS (%(fresh)s)
                INSERT INTO kehu_followup
                       (partner_id, company_id, user_id, step_id, kind_id, period,
                        period_end, number, due_on, first_due_on, state)
                SELECT partner_id, %(company)s, user_id, id, kind_id, begin, until, 1,
                       due, due, 'open'
                  FROM (SELECT w.partner_id, w.user_id, s.id, s.kind_id,
                               f.day + s.days_from AS begin,
                               f.day + s.days_until AS until,
                               LEAST(f.day + s.days_until, COALESCE((
                                   SELECT MIN(d) FROM unnest(%(work)s::date[]) d
                                    WHERE d >= f.day + s.days), f.day + s.days)) AS due
                          FROM fresh f
                          JOIN wanted w ON w.partner_id = f.partner_id
                           AND w.occasion = 'first'
                           AND COALESCE(w.first_sale_date >= f.day, TRUE)
                          JOIN kehu_cadence_step s ON s.cadence_id = w.cadence_id
                           AND s.active) x
                 WHERE until >= %(day)s
                    ON CONFLICT DO NOTHING
                """,
                chosen=self._chosen(company, partners),
                fresh=self._first_visits(company, day - timedelta(days=FRESH)),
                company=company.id,
                day=day,
                work=list(work),
            ),
            partners,
        )
        return self.env.cr.rowcount

    @api.model
    def _first_visits(self, company, since):
        """``partner_id, day``: customers first visited since a day."""
        return SQL(
            """
            SELECT v.partner_id, MIN(v.day) AS day
              FROM kehu_visit v
              JOIN kehu_visit_kind k ON k.id = v.kind_id AND k.is_face_to_face
             WHERE v.company_id = %(company)s AND v.state = 'done'
               AND v.partner_id IN (
                   SELECT partner_id FROM kehu_visit
                    WHERE company_id = %(company)s AND day >= %(since)s)
             GROUP BY v.partner_id
            HAVING MIN(v.day) >= %(since)s
            """,
            company=company.id,
            since=since,
        )

    @api.model
    def _drop_followups(self, company, day):
        """Open ones that no cadence asks for go; the others get their owner.

        Another grade, role or owner: what is done or missed stays as it is.

        :return: how many went
        """
        chosen = self._chosen(company)
        self._execute_over(
            SQL(
                """
                %s DELETE FROM kehu_followup f
                 WHERE f.company_id = %s AND f.state IN ('open', 'arranged')
                   AND f.step_id IS NOT NULL AND f.period_end >= %s
                   AND NOT EXISTS (
                       SELECT FROM wanted w JOIN kehu_cadence_step s
                         ON s.cadence_id = w.cadence_id AND s.active
                        WHERE w.partner_id = f.partner_id AND s.id = f.step_id)
                """,
                chosen,
                company.id,
                day,
            )
        )
        gone = self.env.cr.rowcount
        self._execute_over(
            SQL(
                "UPDATE kehu_followup f SET user_id = m.user_id FROM kehu_metric m"
                " WHERE m.partner_id = f.partner_id AND m.company_id = f.company_id"
                " AND f.company_id = %s AND f.state IN ('open', 'arranged')"
                " AND f.step_id IS NOT NULL AND m.user_id IS NOT NULL"
                " AND f.user_id <> m.user_id",
                company.id,
            )
        )
        self.env["kehu.followup"].invalidate_model()
        return gone

    @api.model
    def _merge_followups(self, sources, target):
        """Promises of twins are one: the kept one stays, then the target's own."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM kehu_followup WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (
                                   PARTITION BY company_id, step_id, period, number
                                   ORDER BY state = 'done' DESC, partner_id = %s DESC,
                                            id
                               ) AS place
                          FROM kehu_followup
                         WHERE partner_id = ANY(%s) AND step_id IS NOT NULL) f
                     WHERE place > 1)
                """,
                target.id,
                (sources | target).ids,
            )
        )
        self.env["kehu.followup"].invalidate_model()
