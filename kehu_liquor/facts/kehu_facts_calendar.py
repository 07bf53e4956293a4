from odoo import api, models
from odoo.tools import SQL

#: A note behind a cell is read, not studied: the contact itself holds the rest.
NOTE = 300


class KehuFactsCalendar(models.AbstractModel):
    """What stands on which day with which customer, for the contact calendar.

    Every method takes queries that already hold the reader's own record rules.
    """

    _inherit = "kehu.facts"

    @api.model
    def _calendar_cells(self, visits, followups, zone):
        """Contacts and promises of many customers and days, in one statement.

        :param visits: a `Query` on `kehu.visit`
        :param followups: a `Query` on `kehu.followup`
        :param zone: time zone in which hours are said
        :return: list of dicts, by customer, day and hour
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT partner_id, day, 'visit' AS what, id, kind_id, user_id, state,
                       to_char(COALESCE(date_begin, planned_at)
                               AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s, 'HH24:MI')
                           AS hour,
                       purpose, purpose_reached AS reached, reason,
                       left(note, %(note)s) AS note, NULL::date AS until
                  FROM kehu_visit WHERE id IN %(visits)s
                 UNION ALL
                SELECT partner_id, due_on, 'followup', id, kind_id, user_id, state,
                       NULL, NULL, NULL, reason, NULL, period_end
                  FROM kehu_followup WHERE id IN %(followups)s
                 ORDER BY partner_id, day, what DESC, hour, id
                """,
                visits=visits.subselect(),
                followups=followups.subselect(),
                zone=zone,
                note=NOTE,
            )
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _calendar_choices(self, customers):
        """Owners, grades, territories and roles among a reader's customers.

        :param customers: a `Query` on `kehu.metric`
        :return: list of dicts with one key each: user_id, grade_id, role_id or
            territory_id
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT m.user_id, m.grade_id, p.kehu_role_id AS role_id,
                       p.kehu_territory_id AS territory_id
                  FROM kehu_metric m JOIN res_partner p ON p.id = m.partner_id
                 WHERE m.id IN %s
                 GROUP BY GROUPING SETS ((m.user_id), (m.grade_id),
                          (p.kehu_role_id), (p.kehu_territory_id))
                """,
                customers.subselect(),
            )
        )
        return self.env.cr.dictfetchall()
