from odoo import api, models
from odoo.tools import SQL


class KehuFactsVisits(models.AbstractModel):
    """When customers were last in touch, and which contact keeps which promise."""

    _inherit = "kehu.facts"

    @api.model
    def _worked_parts(self, company, since):
        """A contact that took place is work with the customer."""
        return [
            *super()._worked_parts(company, since),
            SQL(
                "SELECT partner_id, day FROM kehu_visit"
                " WHERE company_id = %s AND state = 'done' AND day >= %s",
                company.id,
                since,
            ),
        ]

    # -------------------------------------------------------- contact figures
    @api.model
    def _touch_contacts(self, company, partners=None):
        """Keep the day of the last contact; only rows where it changed."""
        among = self._among("m.partner_id", partners)
        self.env.cr.execute(
            SQL(
                """
                UPDATE kehu_metric m SET last_contact_date = n.day
                  FROM (SELECT m.id, v.day
                          FROM kehu_metric m
                          LEFT JOIN (SELECT m.partner_id, MAX(m.day) AS day
                                       FROM kehu_visit m
                                      WHERE m.company_id = %(company)s
                                        AND m.state = 'done' AND %(among)s
                                      GROUP BY m.partner_id) v
                            ON v.partner_id = m.partner_id
                         WHERE m.company_id = %(company)s AND %(among)s) n
                 WHERE n.id = m.id AND m.last_contact_date IS DISTINCT FROM n.day
                """,
                company=company.id,
                among=among,
            )
        )
        self.env["kehu.metric"].invalidate_model(["last_contact_date"])

    @api.model
    def _contacts(self, metrics, since):
        """Contacts of customers since a day.

        :return: list of ``(metric id, kind id, day)`` of each contact
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT m.id, v.kind_id, v.day FROM kehu_metric m"
                " JOIN kehu_visit v ON v.partner_id = m.partner_id"
                "  AND v.company_id = m.company_id AND v.state = 'done'"
                " WHERE m.id = ANY(%s) AND v.day > %s",
                list(metrics.ids),
                since,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _among(self, column, partners):
        if partners is None:
            return SQL("TRUE")
        return SQL("%s = ANY(%s)", SQL(column), list(partners.ids))

    # ----------------------------------------------------------- what is kept
    @api.model
    def _settle_followups(self, company, day, since, partners=None):
        """The first contact of a period keeps its first promise, and so on.

        Worked out anew from what is on record, so that a contact corrected or
        cancelled gives back what it had kept. Periods over before ``since`` stay.

        :return: how many follow-ups changed
        """
        slots = self._slots(SQL("f.step_id"), company, since, partners)
        return self._settle_slots(slots, self._kept(company), day, partners)

    @api.model
    def _slots(self, column, company, since, partners):
        """What contacts may keep: follow-ups where a column says what for."""
        return SQL(
            """
            SELECT f.id, f.partner_id, f.step_id, f.person_id, f.occasion, f.kind_id,
                   f.period, f.period_end, f.number, f.state, f.visit_id, f.done_on
              FROM kehu_followup f
             WHERE f.company_id = %s AND f.period_end >= %s AND %s IS NOT NULL AND %s
            """,
            company.id,
            since,
            column,
            self._among("f.partner_id", partners),
        )

    @api.model
    def _settle_slots(self, slots, kept, day, partners):
        """Write where each slot stands now; only those that stood elsewhere.

        :param kept: more named parts, the last one ``kept``: ``id, visit_id, state,
            day``, the contact of each slot that has one
        :return: how many follow-ups changed
        """
        self._execute_over(
            SQL(
                """
                WITH slot AS MATERIALIZED (%(slots)s), %(kept)s, news AS (
                    SELECT s.id, COALESCE(c.visit_id, CASE s.occasion
                               WHEN 'task' THEN s.visit_id END) AS visit_id,
                           CASE WHEN c.state = 'done' THEN 'done'
                                WHEN s.period_end < %(day)s THEN 'missed'
                                WHEN c.state = 'planned' THEN 'arranged'
                                ELSE 'open' END AS state,
                           CASE WHEN c.state = 'done' THEN c.day END AS done_on
                      FROM slot s
                      LEFT JOIN kept c ON c.id = s.id
                )
                UPDATE kehu_followup f
                   SET state = n.state, visit_id = n.visit_id, done_on = n.done_on
                  FROM slot s JOIN news n ON n.id = s.id
                 WHERE f.id = s.id AND (s.state, s.visit_id, s.done_on)
                    IS DISTINCT FROM (n.state, n.visit_id, n.done_on)
                """,
                slots=slots,
                kept=kept,
                day=day,
            ),
            partners,
        )
        changed = self.env.cr.rowcount
        self.env["kehu.followup"].invalidate_model()
        return changed

    @api.model
    def _kept(self, company):
        """The contact that keeps each promise; slots and contacts stand in line.

        Only where there was any contact the slots of a period have to line up.
        """
        return SQL(
            """
            contact AS (
                SELECT s.id, v.id AS visit_id, v.state, v.day,
                       ROW_NUMBER() OVER (PARTITION BY s.id ORDER BY
                           v.state = 'planned', v.day, v.id) AS place
                  FROM slot s
                  JOIN kehu_visit v ON v.partner_id = s.partner_id
                   AND v.kind_id = s.kind_id AND v.company_id = %(company)s
                   AND v.day BETWEEN s.period AND s.period_end
                 WHERE v.state IN ('done', 'planned')
                   AND v.day >= (SELECT MIN(period) FROM slot)
            ), placed AS (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY partner_id, step_id, period
                                              ORDER BY number) AS place
                  FROM slot
                 WHERE (partner_id, step_id, period) IN (
                       SELECT s.partner_id, s.step_id, s.period
                         FROM slot s JOIN contact c ON c.id = s.id)
            ), kept AS (
                SELECT id, visit_id, state, day
                  FROM contact JOIN placed USING (id, place)
            )
            """,
            company=company.id,
        )

    @api.model
    def _miss_plans(self, company, before):
        """Plans that nobody kept: the contact and its follow-up are missed."""
        self.env.cr.execute(
            SQL(
                """
                WITH gone AS (
                    UPDATE kehu_visit SET state = 'missed'
                     WHERE company_id = %s AND state = 'planned' AND day < %s
                 RETURNING id
                )
                UPDATE kehu_followup f SET state = 'missed' FROM gone
                 WHERE f.visit_id = gone.id AND f.step_id IS NULL
                   AND f.occasion IS NULL
                """,
                company.id,
                before,
            )
        )
        self.env["kehu.visit"].invalidate_model(["state"])
        return self.env.cr.rowcount
