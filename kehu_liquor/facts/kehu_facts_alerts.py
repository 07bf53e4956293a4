from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.tools import SQL

#: Ours among the derived rows, in an order in which they can be deleted.
WARNINGS = (
    "kehu_alert_step",
    "kehu_alert",
    "kehu_alert_digest",
    "kehu_loss",
)


@dataclass(frozen=True)
class Watch:
    """A rule as the database is asked it: plain values, and one subquery."""

    rule_id: int
    company_id: int
    day: date
    severity: str
    is_money: bool
    table: str
    record: SQL  # a subquery of ids that the rule holds for
    partner: SQL  # over ``s``, the record
    company: SQL  # condition over ``s`` and ``p``, its customer
    key: SQL
    amount: SQL
    facts: SQL
    told: SQL  # over ``p`` and ``l``, its owner's lead
    res_model: str
    version: int


class KehuFactsAlerts(models.AbstractModel):
    """Asks a rule of all customers at once and keeps the answer as alerts.

    One statement a rule: what holds and is not known yet is opened, what is known
    is touched, what no longer holds has passed. An alert lasts until its condition
    ends (`passed_on`), whatever people did with it meanwhile: that is how a closed
    one is not opened again every morning.
    """

    _inherit = "kehu.facts"

    @api.model
    def _watch(self, **asked):
        return Watch(**asked)

    @api.model
    def _warn(self, watch):
        """Ask one rule. :return: ``(opened, touched, passed)`` counts"""
        self.env.flush_all()
        self._execute_tuned(self._warn_statement(watch), whole=True)
        counts = self.env.cr.fetchone()
        self.env["kehu.alert"].invalidate_model()
        return counts

    @api.model
    def _warn_hits(self, watch):
        """Whom the rule holds for today: one row per customer and key."""
        return SQL(
            """
            SELECT DISTINCT ON (partner_id, key) * FROM (
                SELECT p.id AS partner_id, %(key)s AS key, s.id AS res_id,
                       %(amount)s AS amount, %(facts)s AS facts, %(told)s AS user_id
                  FROM %(table)s s
                  JOIN res_partner o ON o.id = %(partner)s
                  JOIN res_partner p ON p.id = o.commercial_partner_id
                  LEFT JOIN leads l ON l.user_id = p.user_id
                  LEFT JOIN res_users u ON u.id = p.user_id AND u.active
                 WHERE s.id IN %(record)s AND %(company)s
                ) hit
             ORDER BY partner_id, key, res_id DESC
            """,
            key=watch.key,
            amount=watch.amount,
            facts=watch.facts,
            told=watch.told,
            table=SQL.identifier(watch.table),
            partner=watch.partner,
            record=watch.record,
            company=watch.company,
        )

    @api.model
    def _warn_leads(self):
        """Each salesperson's lead: of the first team that has one."""
        return SQL(
            """
            SELECT DISTINCT ON (m.user_id) m.user_id, t.user_id AS lead_id
              FROM crm_team_member m
              JOIN crm_team t ON t.id = m.crm_team_id AND t.active
              JOIN res_users u ON u.id = t.user_id AND u.active
             WHERE m.active
             ORDER BY m.user_id, t.sequence, t.id
            """
        )

    @api.model
    def _warn_statement(self, watch):
        return SQL(
            """
            WITH leads AS (%(leads)s), hits AS MATERIALIZED (%(hits)s), known AS (
                SELECT id, partner_id, key FROM kehu_alert
                 WHERE rule_id = %(rule)s AND company_id = %(company)s
                   AND passed_on IS NULL
            ), touched AS (%(touched)s), passed AS (%(passed)s), opened AS (%(opened)s)
            SELECT (SELECT COUNT(*) FROM opened), (SELECT COUNT(*) FROM touched),
                   (SELECT COUNT(*) FROM passed)
            """,
            leads=self._warn_leads(),
            hits=self._warn_hits(watch),
            rule=watch.rule_id,
            company=watch.company_id,
            touched=self._warn_touched(watch),
            passed=self._warn_passed(watch),
            opened=self._warn_opened(watch),
        )

    @api.model
    def _warn_touched(self, watch):
        """What is known and still holds: its figures and whom it concerns today."""
        return SQL(
            """
                UPDATE kehu_alert a
                   SET touched_on = %(day)s, amount = h.amount,
                       has_amount = h.amount IS NOT NULL, facts = h.facts,
                       user_id = h.user_id
                  FROM known k
                  JOIN hits h ON h.partner_id = k.partner_id AND h.key = k.key
                 WHERE a.id = k.id AND a.rule_id = %(rule)s
                   AND (a.touched_on, a.amount, a.facts, a.user_id) IS DISTINCT FROM
                       (%(day)s::date, h.amount, h.facts, h.user_id)
             RETURNING 1
            """,
            rule=watch.rule_id,
            day=watch.day,
        )

    @api.model
    def _warn_passed(self, watch):
        """What is known and holds no longer."""
        return SQL(
            """
                UPDATE kehu_alert a
                   SET passed_on = %(day)s, state = 'closed', snoozed_until = NULL,
                       closed_on = COALESCE(a.closed_on, %(day)s),
                       outcome = COALESCE(a.outcome, 'passed')
                  FROM known k
                 WHERE a.id = k.id AND a.rule_id = %(rule)s AND NOT EXISTS (
                       SELECT FROM hits h
                        WHERE h.partner_id = k.partner_id AND h.key = k.key)
             RETURNING 1
            """,
            rule=watch.rule_id,
            day=watch.day,
        )

    @api.model
    def _warn_opened(self, watch):
        """What holds and is not known yet."""
        return SQL(
            """
                INSERT INTO kehu_alert (
                       rule_id, rule_version, company_id, partner_id, key, res_model,
                       res_id, severity, is_money, state, opened_on, touched_on,
                       amount, has_amount, facts, opened_facts, user_id)
                SELECT %(rule)s, %(version)s, %(company)s, h.partner_id, h.key,
                       %(model)s, h.res_id, %(severity)s, %(money)s, 'open', %(day)s,
                       %(day)s, h.amount, h.amount IS NOT NULL, h.facts, h.facts,
                       h.user_id
                  FROM hits h
                 WHERE NOT EXISTS (
                       SELECT FROM known k
                        WHERE k.partner_id = h.partner_id AND k.key = h.key)
                    ON CONFLICT DO NOTHING
             RETURNING 1
            """,
            rule=watch.rule_id,
            version=watch.version,
            company=watch.company_id,
            day=watch.day,
            model=watch.res_model,
            severity=watch.severity,
            money=watch.is_money,
        )

    # ------------------------------------------------------ words for a watch
    @api.model
    def _warn_words(self, model, names, amount, key_field, by_record, by_month, day):
        """``(key, amount, facts)`` over ``s``: what of a record is kept."""
        parts = []
        if by_record:
            parts.append(SQL("s.id::text"))
        if key_field:
            parts.append(SQL("s.%s::text", SQL.identifier(key_field)))
        if by_month:
            parts.append(SQL("%s", f"{day:%Y-%m}"))
        key = (
            SQL("concat_ws(':', %s)", SQL(", ").join(parts))
            if parts
            else SQL("''::text")
        )
        pairs = [SQL("%s::text, s.%s", n, SQL.identifier(n)) for n in names]
        return (
            key,
            SQL("s.%s::numeric", SQL.identifier(amount))
            if amount
            else SQL("NULL::numeric"),
            SQL("jsonb_build_object(%s)", SQL(", ").join(pairs)),
        )

    @api.model
    def _warn_places(self, model, path, company):
        """``(customer, company condition)`` of a model's records ``s``."""
        column = "id" if model == "res.partner" else path
        partner = SQL.identifier("s", column)
        if model != "res.partner" and "company_id" in self.env[model]._fields:
            return partner, SQL("s.company_id = %s", company.id)
        return partner, SQL("(p.company_id IS NULL OR p.company_id = %s)", company.id)

    @api.model
    def _warn_told(self, tell, person):
        """Who is told of a customer; NULL: every manager."""
        if tell == "person" and person:
            return SQL("%s", person.id)
        if tell == "lead":
            return SQL("l.lead_id")
        return SQL("u.id") if tell == "owner" else SQL("NULL::int")

    @api.model
    def _big_changes(self, rungs=2):
        """Changes of grade over so many rungs of the ladder at once."""
        return SQL(
            """
            (SELECT h.id FROM kehu_grade_history h
               JOIN kehu_grade a ON a.id = h.old_grade_id
               JOIN kehu_grade b ON b.id = h.grade_id
              WHERE (SELECT COUNT(*) FROM kehu_grade r
                      WHERE r.active
                        AND r.company_id IS NOT DISTINCT FROM b.company_id
                        AND r.score_from > LEAST(a.score_from, b.score_from)
                        AND r.score_from <= GREATEST(a.score_from, b.score_from)
                    ) >= %s)
            """,
            rungs,
        )

    @api.model
    def _alerts_told(self, alerts, day):
        """Note that somebody heard of these, however many they are."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_alert SET told_on = %s WHERE id = ANY(%s)",
                day,
                list(alerts.ids),
            )
        )
        alerts.invalidate_model(["told_on"])

    # ----------------------------------------------------------- housekeeping
    @api.model
    def _wake(self, company, day):
        """Snoozed ones come back, old events expire, switched-off rules let go."""
        self.env.flush_all()
        cr = self.env.cr
        cr.execute(
            SQL(
                """
                UPDATE kehu_alert SET snoozed_until = NULL, told_on = NULL,
                       state = CASE WHEN taken_by_id IS NULL THEN 'open'
                                    ELSE 'taken' END
                 WHERE company_id = %s AND state = 'snoozed' AND snoozed_until <= %s
                """,
                company.id,
                day,
            )
        )
        cr.execute(
            SQL(
                """
                UPDATE kehu_alert a SET state = 'closed', closed_on = %(day)s,
                       snoozed_until = NULL,
                       outcome = CASE WHEN r.active THEN 'expired'
                                      ELSE 'withdrawn' END,
                       passed_on = CASE WHEN r.trigger = 'night' THEN %(day)s::date END
                  FROM kehu_alert_rule r
                 WHERE r.id = a.rule_id AND a.company_id = %(company)s
                   AND a.state <> 'closed'
                   AND (r.active IS NOT TRUE OR (
                        r.trigger <> 'night'
                        AND a.opened_on < %(day)s::date - r.expire_days))
                """,
                day=day,
                company=company.id,
            )
        )
        self.env["kehu.alert"].invalidate_model()

    @api.model
    def _join_alerts(self, src_partners, dst_partner):
        """Before a merge: of two alerts about the same thing the winner's stays."""
        self.env.flush_all()
        ids = [dst_partner.id, *src_partners.ids]
        for table, about in (
            ("kehu_alert", SQL("rule_id, company_id, key")),
            ("kehu_loss", SQL("company_id")),
        ):
            ends = SQL.identifier("passed_on" if table == "kehu_alert" else "won_on")
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE %(table)s a SET %(ends)s = CURRENT_DATE%(closed)s
                     WHERE a.id IN (SELECT id FROM (
                           SELECT id, row_number() OVER (
                                  PARTITION BY %(about)s
                                  ORDER BY partner_id <> %(winner)s, id) AS place
                             FROM %(table)s
                            WHERE partner_id = ANY(%(ids)s) AND %(ends)s IS NULL
                           ) twins WHERE place > 1)
                    """,
                    table=SQL.identifier(table),
                    ends=ends,
                    closed=SQL(
                        ", state = 'closed', outcome = COALESCE(outcome, 'merged'),"
                        " closed_on = COALESCE(closed_on, CURRENT_DATE)"
                    )
                    if table == "kehu_alert"
                    else SQL(),
                    about=about,
                    winner=dst_partner.id,
                    ids=ids,
                )
            )
        self.env.invalidate_all()

    @api.model
    def _forget(self):
        for table in WARNINGS:
            self.env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
        return super()._forget()
