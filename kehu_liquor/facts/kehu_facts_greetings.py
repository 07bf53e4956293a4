from odoo import api, models
from odoo.tools import SQL

#: Occasions that come back; a task is done once.
YEARLY = SQL("('birthday', 'anniversary', 'festival')")
#: What a row of a greeting is made of, beside its key and its due day.
SAID = ("partner_id", "user_id", "greeting_id", "kind_id", "kept_on")


class KehuFactsGreetings(models.AbstractModel):
    """Greetings of all key persons at once, and which contact was one."""

    _inherit = "kehu.facts"

    # --------------------------------------------------------- who is greeted
    @api.model
    def _met(self, company):
        """Key persons of owned customers who may be greeted."""
        return SQL(
            """
            SELECT p.id AS person_id, m.partner_id, m.user_id,
                   COALESCE(m.grade_id, 0) AS grade_id, p.kehu_birthday_month AS month,
                   p.kehu_birthday_day AS day,
                   COALESCE(p.kehu_birthday_is_lunar, FALSE) AS is_lunar
              FROM res_partner p
              JOIN kehu_metric m ON m.partner_id = p.commercial_partner_id
             WHERE m.company_id = %s AND m.active AND m.user_id IS NOT NULL
               AND p.kehu_is_key_person AND p.active AND p.kehu_left_on IS NULL
               AND p.kehu_no_greeting IS NOT TRUE
            """,
            company.id,
        )

    @api.model
    def _greeting_rules(self, company):
        """The most specific row per grade and occasion, and when it is due."""
        return SQL(
            """
            SELECT DISTINCT ON (k.grade_id, g.occasion, g.festival_id)
                   k.grade_id, g.occasion, COALESCE(g.festival_id, 0) AS festival_id,
                   g.id, g.kind_id, g.days_before, g.days_around
              FROM (SELECT DISTINCT grade_id FROM met) k
              JOIN kehu_greeting g ON g.active
               AND (g.company_id IS NULL OR g.company_id = %s)
               AND (g.grade_id IS NULL OR g.grade_id = k.grade_id)
             ORDER BY k.grade_id, g.occasion, g.festival_id, g.company_id IS NULL,
                      g.grade_id IS NULL, g.sequence, g.id
            """,
            company.id,
        )

    @api.model
    def _occasions(self, company):
        """What there is to greet for: person, occasion, its source, day and year."""
        return SQL(
            """
            SELECT m.*, 'birthday' AS occasion, 0 AS source_id, 0 AS festival_id,
                   d.kept_on, d.year
              FROM met m
              JOIN dates d ON (d.is_lunar, d.month, d.day)
                            = (m.is_lunar, m.month, m.day)
             UNION ALL
            SELECT m.*, 'anniversary', a.id, 0, d.kept_on, d.year
              FROM met m
              JOIN kehu_anniversary a ON a.person_id = m.person_id
               AND a.company_id = %s
              JOIN dates d ON (d.is_lunar, d.month, d.day)
                            = (COALESCE(a.is_lunar, FALSE), a.month, a.day)
             UNION ALL
            SELECT m.*, 'festival', f.festival_id, f.festival_id, f.date, f.year
              FROM kehu_festival_date f
              JOIN kehu_festival v ON v.id = f.festival_id AND v.active
             CROSS JOIN met m
             WHERE f.date IN (SELECT kept_on FROM dates)
               AND f.festival_id IN (SELECT festival_id FROM rule)
            """,
            company.id,
        )

    @api.model
    def _wishes(self, company, dates, work):
        """``wish``: every greeting around these days, with its due day and span.

        :param dates: ``(is_lunar, month, day, date, year)``, see the engine
        :param work: the company's working days around them
        """
        return SQL(
            """
            WITH dates (is_lunar, month, day, kept_on, year) AS (VALUES %(dates)s),
            met AS MATERIALIZED (%(met)s), rule AS MATERIALIZED (%(rules)s),
            due AS (
                SELECT r.days_before, d.kept_on,
                       COALESCE((SELECT MAX(w) FROM unnest(%(work)s::date[]) w
                                  WHERE w <= d.kept_on - r.days_before
                                    AND r.days_before > 0),
                                d.kept_on - r.days_before) AS due_on
                  FROM (SELECT DISTINCT days_before FROM rule) r
                 CROSS JOIN (SELECT DISTINCT kept_on FROM dates) d
            ), wish AS (
                SELECT o.person_id, o.partner_id, o.user_id, o.occasion, o.source_id,
                       o.year, o.kept_on, r.id AS greeting_id, r.kind_id, u.due_on,
                       LEAST(u.due_on, o.kept_on - r.days_around) AS period,
                       o.kept_on + r.days_around AS period_end
                  FROM (%(occasions)s) o
                  JOIN rule r ON (r.grade_id, r.occasion, r.festival_id)
                               = (o.grade_id, o.occasion, o.festival_id)
                  JOIN due u ON (u.days_before, u.kept_on) = (r.days_before, o.kept_on)
            )
            """,
            dates=SQL(", ").join(
                SQL("(%s, %s, %s, %s::date, %s)", *row) for row in dates
            ),
            met=self._met(company),
            rules=self._greeting_rules(company),
            occasions=self._occasions(company),
            work=list(work),
        )

    # --------------------------------------------------------------- the plan
    @api.model
    def _plan_greetings(self, company, day, until, dates, work):
        """Make what is due until then; what nobody wants any more goes.

        What is done, missed or put off stays as it is. Twice changes nothing.

        :return: how many are new or changed
        """
        wishes = self._wishes(company, dates, work)
        self._execute_over(
            SQL(
                """
                %s DELETE FROM kehu_followup f
                 WHERE f.company_id = %s AND f.occasion IN %s
                   AND f.state IN ('open', 'arranged') AND f.period_end >= %s
                   AND NOT EXISTS (
                       SELECT FROM wish w
                        WHERE (w.person_id, w.occasion, w.source_id, w.year)
                            = (f.person_id, f.occasion, f.source_id, f.year))
                """,
                wishes,
                company.id,
                YEARLY,
                day,
            )
        )
        self._execute_over(self._wished(company, day, until, wishes))
        self.env["kehu.followup"].invalidate_model()
        return self.env.cr.rowcount

    @api.model
    def _wished(self, company, day, until, wishes):
        """New rows; open ones follow the person, the rule and the owner."""
        said = SQL(", ").join(map(SQL.identifier, SAID))
        return SQL(
            """
            %(wishes)s
            INSERT INTO kehu_followup AS f
                   (company_id, person_id, occasion, source_id, year, %(said)s, number,
                    period, period_end, due_on, first_due_on, state)
            SELECT %(company)s, person_id, occasion, source_id, year, %(said)s, 1,
                   period, period_end, due_on, due_on, 'open'
              FROM wish
             WHERE due_on <= %(until)s AND period_end >= %(day)s
                ON CONFLICT (person_id, company_id, occasion, source_id, year)
                   WHERE year > 0
                DO UPDATE SET partner_id = EXCLUDED.partner_id,
                   user_id = EXCLUDED.user_id, greeting_id = EXCLUDED.greeting_id,
                   kind_id = EXCLUDED.kind_id, kept_on = EXCLUDED.kept_on,
                   period = EXCLUDED.period, period_end = EXCLUDED.period_end,
                   first_due_on = EXCLUDED.first_due_on,
                   due_on = CASE WHEN f.reason IS NULL THEN EXCLUDED.due_on
                                 ELSE LEAST(f.due_on, EXCLUDED.period_end) END
             WHERE f.state IN ('open', 'arranged')
               AND (f.partner_id, f.user_id, f.greeting_id, f.kind_id, f.kept_on,
                    f.period, f.period_end, f.first_due_on)
                IS DISTINCT FROM (EXCLUDED.partner_id, EXCLUDED.user_id,
                    EXCLUDED.greeting_id, EXCLUDED.kind_id, EXCLUDED.kept_on,
                    EXCLUDED.period, EXCLUDED.period_end, EXCLUDED.first_due_on)
            """,
            wishes=wishes,
            said=said,
            company=company.id,
            day=day,
            until=until,
        )

    # ----------------------------------------------------------- what is kept
    @api.model
    def _settle_followups(self, company, day, since, partners=None):
        """Greetings and tasks too are settled by contacts on record."""
        changed = super()._settle_followups(company, day, since, partners)
        slots = self._slots(SQL("f.occasion"), company, since, partners)
        kept = self._greeted(company)
        return changed + self._settle_slots(slots, kept, day, partners)

    @api.model
    def _greeted(self, company):
        """The first contact that settles each ``slot``, if there is any.

        With the person by whatever kind; or with nobody named, by the rule's kind or
        face to face. A task is settled by the contact logged for it alone.
        """
        return SQL(
            """
            meant AS (
                SELECT s.id, s.person_id, v.id AS visit_id, v.state, v.day,
                       v.kind_id = s.kind_id OR k.is_face_to_face AS fits
                  FROM slot s
                  JOIN kehu_visit v ON v.partner_id = s.partner_id
                   AND v.company_id = %(company)s
                   AND v.day BETWEEN s.period AND s.period_end
                  JOIN kehu_visit_kind k ON k.id = v.kind_id
                 WHERE s.occasion <> 'task' AND v.state IN ('done', 'planned')
                   AND v.day >= (SELECT MIN(period) FROM slot)
            ), named AS (
                SELECT m.id, m.visit_id, bool_or(r.res_partner_id = m.person_id) AS met
                  FROM meant m
                  JOIN kehu_visit_res_partner_rel r ON r.kehu_visit_id = m.visit_id
                 GROUP BY m.id, m.visit_id
            ), kept AS (
                SELECT DISTINCT ON (id) id, visit_id, state, day FROM (
                    SELECT m.id, m.visit_id, m.state, m.day,
                           CASE WHEN n.id IS NULL THEN m.state = 'done' AND m.fits
                                ELSE n.met END AS counts
                      FROM meant m
                      LEFT JOIN named n ON (n.id, n.visit_id) = (m.id, m.visit_id)
                     UNION ALL
                    SELECT s.id, v.id, v.state, v.day, TRUE
                      FROM slot s
                      JOIN kehu_visit v ON v.id = s.visit_id
                       AND v.partner_id = s.partner_id AND v.company_id = %(company)s
                     WHERE s.occasion = 'task' AND v.state IN ('done', 'planned')) c
                 WHERE counts
                 ORDER BY id, state = 'planned', day, visit_id
            )
            """,
            company=company.id,
        )

    @api.model
    def _drop_followups(self, company, day):
        """Open tasks too get the owner that the customer has now."""
        gone = super()._drop_followups(company, day)
        self._execute_over(
            SQL(
                "UPDATE kehu_followup f SET user_id = m.user_id FROM kehu_metric m"
                " WHERE m.partner_id = f.partner_id AND m.company_id = f.company_id"
                " AND f.company_id = %s AND f.state IN ('open', 'arranged')"
                " AND f.occasion = 'task' AND m.user_id IS NOT NULL"
                " AND f.user_id <> m.user_id",
                company.id,
            )
        )
        return gone

    @api.model
    def _merge_followups(self, sources, target):
        """Of two persons merged each greeting stays once, the kept one first."""
        done = super()._merge_followups(sources, target)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM kehu_followup WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (
                                   PARTITION BY company_id, occasion, source_id, year
                                   ORDER BY state = 'done' DESC, person_id = %s DESC,
                                            id
                               ) AS place
                          FROM kehu_followup
                         WHERE person_id = ANY(%s) AND year > 0) f
                     WHERE place > 1)
                """,
                target.id,
                (sources | target).ids,
            )
        )
        return done

    # ------------------------------------------------------------- for people
    @api.model
    def _due_by_user(self, company, day, sunday):
        """What is due: ``user id, overdue, today, this week, greetings`` by Sunday."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT user_id, COUNT(*) FILTER (WHERE due_on < %(day)s),
                       COUNT(*) FILTER (WHERE due_on = %(day)s),
                       COUNT(*) FILTER (WHERE due_on >= %(day)s),
                       COUNT(*) FILTER (WHERE year > 0)
                  FROM kehu_followup
                 WHERE company_id = %(company)s AND state = 'open'
                   AND due_on <= %(sunday)s
                 GROUP BY user_id
                """,
                company=company.id,
                day=day,
                sunday=sunday,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _contact_share(self, person, partner, since):
        """``(with the person, all that name somebody)``: done contacts since a day."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT COUNT(*) FILTER (WHERE person), COUNT(*)
                  FROM (SELECT bool_or(r.res_partner_id = %s) AS person
                          FROM kehu_visit v
                          JOIN kehu_visit_res_partner_rel r ON r.kehu_visit_id = v.id
                         WHERE v.partner_id = %s AND v.state = 'done' AND v.day >= %s
                           AND v.company_id = ANY(%s)
                         GROUP BY v.id) c
                """,
                person.id,
                partner.id,
                since,
                list(self.env.companies.ids),
            )
        )
        return self.env.cr.fetchone()

    @api.model
    def _hold_receiver(self, person, company, year):
        """One gift at a time for a person: the next waits, and then sees this one.

        The row is written, not only locked: whoever began before this one ends is
        told to begin anew, and reads the sum again.
        """
        self.env.cr.execute(
            SQL(
                "INSERT INTO kehu_gift_counter AS c"
                " (person_id, company_id, year, number) VALUES (%s, %s, %s, 1)"
                " ON CONFLICT (person_id, company_id, year)"
                " DO UPDATE SET number = c.number + 1",
                person.id,
                company.id,
                year,
            )
        )
