from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

QUARTER, YEAR = timedelta(days=90), timedelta(days=365)


class KehuFactsBehaviour(models.AbstractModel):
    """How customers were served and how they took advice, as facts of a day.

    Asked only for those who are scored, and only when a scheme scores it: the
    refresh of all figures pays nothing for it.
    """

    _inherit = "kehu.facts"

    @api.model
    def _behaviour(self, company, day, partners):
        """Figures of contacts, promises and advice, true at the end of ``day``.

        A figure that does not exist is left out: contacts where the company has none
        on record at all, promises where none fell due, advice that nobody answered.

        :param partners: ids of commercial partners
        :return: dict partner id → dict of figures
        """
        self.env.flush_all()
        partners = list(partners)
        found = {partner: {} for partner in partners}
        if self._logs_contacts(company, day):
            blank = {"contacts_90d": 0, "contacts_12m": 0}
            found = {partner: dict(blank) for partner in partners}
        for part in (self._contact_counts, self._kept_shares, self._adopted_shares):
            for partner, figures in part(company, day, partners):
                found[partner].update(figures)
        return found

    @api.model
    def _logs_contacts(self, company, day):
        self.env.cr.execute(
            SQL(
                "SELECT EXISTS (SELECT FROM kehu_visit WHERE company_id = %s"
                " AND state = 'done' AND day > %s AND day <= %s)",
                company.id,
                day - YEAR,
                day,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _contact_counts(self, company, day, partners):
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, COUNT(*) FILTER (WHERE day > %s), COUNT(*)"
                "  FROM kehu_visit WHERE company_id = %s AND state = 'done'"
                "   AND day > %s AND day <= %s AND partner_id = ANY(%s)"
                " GROUP BY partner_id",
                day - QUARTER,
                company.id,
                day - YEAR,
                day,
                partners,
            )
        )
        for partner, quarter, year in self.env.cr.fetchall():
            yield partner, {"contacts_90d": quarter, "contacts_12m": year}

    @api.model
    def _kept_shares(self, company, day, partners):
        """Of the promises whose time ran out in 90 days, how many were kept.

        Those that end on the day itself are not over yet.
        """
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, AVG((state = 'done')::int)::float8"
                "  FROM kehu_followup"
                " WHERE company_id = %s AND step_id IS NOT NULL"
                "   AND period_end >= %s AND period_end < %s"
                "   AND partner_id = ANY(%s)"
                " GROUP BY partner_id",
                company.id,
                day - QUARTER,
                day,
                partners,
            )
        )
        for partner, share in self.env.cr.fetchall():
            yield partner, {"service_kept": share}

    @api.model
    def _adopted_shares(self, company, day, partners):
        """Of the advice answered in 12 months, how much was adopted."""
        self.env.cr.execute(
            SQL(
                "SELECT partner_id, AVG((state = 'adopted')::int)::float8"
                "  FROM kehu_advice"
                " WHERE company_id = %s AND state IN ('adopted', 'declined')"
                "   AND answered_on > %s AND answered_on <= %s"
                "   AND partner_id = ANY(%s)"
                " GROUP BY partner_id",
                company.id,
                day - YEAR,
                day,
                partners,
            )
        )
        for partner, share in self.env.cr.fetchall():
            yield partner, {"advice_adopted": share}
