from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: Letters and meetings of so many days are offered as contacts.
DAYS = 14


class KehuFactsOffers(models.AbstractModel):
    """The user's own letters and meetings with customers that are no contact yet."""

    _inherit = "kehu.facts"

    @api.model
    def _offers_table(self):
        """Letters have the even ids, meetings (one a customer) the odd ones.

        Read for one person, by the index of the letter's author and of the attendee.
        """
        now = fields.Datetime.now()
        mine = {
            "user": self.env.uid,
            "me": self.env.user.partner_id.id,
            "since": now - timedelta(days=DAYS),
            "now": now,
            "ours": self._our_customer(),
        }
        return SQL("%s UNION ALL %s", self._letters(mine), self._meetings(mine))

    def _letters(self, mine):
        """Written in a customer's chatter and sent to somebody of that customer."""
        return SQL(
            """
            SELECT m.id::bigint * 2 AS id, 'mail' AS kind, m.id AS message_id,
                   NULL::int AS meeting_id, c.id AS partner_id, n.contact_id,
                   w.company_id, %(user)s AS user_id, m.date,
                   NULL::timestamp AS date_end, m.subject
              FROM mail_message m
              JOIN mail_message_subtype s ON s.id = m.subtype_id
               AND s.internal IS NOT TRUE
              JOIN res_partner p ON p.id = m.res_id
              JOIN res_partner c ON c.id = p.commercial_partner_id
              JOIN LATERAL (
                   SELECT r.id AS contact_id FROM mail_notification t
                     JOIN res_partner r ON r.id = t.res_partner_id
                    WHERE t.mail_message_id = m.id
                      AND r.commercial_partner_id = c.id
                    ORDER BY r.id = m.res_id DESC, r.id LIMIT 1) n ON TRUE
              %(ours)s
             WHERE m.author_id = %(me)s AND m.model = 'res.partner'
               AND m.message_type = 'comment' AND m.is_internal IS NOT TRUE
               AND m.date >= %(since)s AND m.date <= %(now)s
               AND NOT EXISTS (SELECT FROM kehu_visit v WHERE v.message_id = m.id)
               AND NOT EXISTS (SELECT FROM kehu_visit_dismissed d
                                WHERE d.user_id = %(user)s AND d.message_id = m.id)
            """,
            **mine,
        )

    def _meetings(self, mine):
        """Held, attended by me and by somebody of a customer: neither declined."""
        return SQL(
            """
            SELECT MIN(a.id)::bigint * 2 + 1 AS id, 'meeting' AS kind,
                   NULL::int AS message_id, e.id AS meeting_id, c.id AS partner_id,
                   MIN(a.partner_id) AS contact_id, w.company_id,
                   %(user)s AS user_id, e.start AS date, e.stop AS date_end,
                   e.name AS subject
              FROM calendar_attendee i
              JOIN calendar_event e ON e.id = i.event_id
              JOIN calendar_attendee a ON a.event_id = e.id
               AND a.state IS DISTINCT FROM 'declined'
              JOIN res_partner p ON p.id = a.partner_id
              JOIN res_partner c ON c.id = p.commercial_partner_id
              %(ours)s
             WHERE i.partner_id = %(me)s AND i.state IS DISTINCT FROM 'declined'
               AND e.active AND e.allday IS NOT TRUE AND e.start >= %(since)s
               AND e.stop <= %(now)s
               AND NOT EXISTS (SELECT FROM kehu_visit v
                                WHERE v.meeting_id = e.id AND v.partner_id = c.id)
               AND NOT EXISTS (SELECT FROM kehu_visit_dismissed d
                                WHERE d.user_id = %(user)s AND d.meeting_id = e.id)
             GROUP BY e.id, c.id, w.company_id
            """,
            **mine,
        )

    def _our_customer(self):
        """The company at work where somebody serves the customer today."""
        return SQL(
            """
            JOIN LATERAL (
                 SELECT o.company_id FROM kehu_ownership o
                  WHERE o.partner_id = c.id AND o.date_end IS NULL
                    AND o.company_id = ANY(%(companies)s)
                    AND (c.company_id IS NULL OR c.company_id = o.company_id)
                  ORDER BY o.company_id = %(company)s DESC, o.company_id LIMIT 1
            ) w ON TRUE
            """,
            companies=list(self.env.companies.ids),
            company=self.env.company.id,
        )
