from odoo import api, models
from odoo.tools import SQL

from . import sql_ownership as sql


class KehuFactsOwnerFollow(models.AbstractModel):
    """Owners that others say: core's salesperson, and what came past us."""

    _inherit = "kehu.facts"

    # ------------------------------------------------- core's salesperson leads
    @api.model
    def _follow_core(self, changes):
        """Somebody wrote core's salesperson: the new one takes the old one's place.

        In each company where the new one works, and the old one was the owner or
        nobody ever was; where the company has an owner of its own, that one stays.

        :param changes: ``(partner id, old user id or None, new user id or None)``
        """
        if not changes:
            return
        self.env.flush_all()
        partners, olds, news = map(list, zip(*changes, strict=True))
        self.env.cr.execute(
            SQL(
                """
                SELECT p.id, c.id, w.new_id
                  FROM unnest(%(partners)s::int[], %(olds)s::int[], %(news)s::int[])
                       AS w (partner_id, old_id, new_id)
                  JOIN res_partner p ON p.id = w.partner_id
                   AND p.commercial_partner_id = p.id
                  JOIN res_company c
                    ON c.active AND (p.company_id IS NULL OR p.company_id = c.id)
                  LEFT JOIN kehu_ownership o
                    ON %(open)s AND o.partner_id = p.id AND o.company_id = c.id
                 WHERE o.user_id IS DISTINCT FROM w.new_id
                   AND (w.new_id IS NULL OR %(works)s)
                   AND (o.user_id = w.old_id OR o.user_id IS NULL AND (
                        c.id = ANY(%(here)s) OR NOT EXISTS (
                            SELECT FROM kehu_ownership x
                             WHERE x.partner_id = p.id AND x.company_id = c.id)))
                """,
                partners=partners,
                olds=olds,
                news=news,
                open=sql.OPEN,
                here=self.env.companies.ids,
                works=self._works_there("w.new_id", "c.id"),
            )
        )
        found = self.env.cr.fetchall()
        days = self._todays({row[1] for row in found})
        self._own([(*row, days[row[1]]) for row in found], "entered")

    @api.model
    def _works_there(self, user, company):
        """A shared customer is owned where its owner works; a local one at home."""
        return SQL(
            "(p.company_id = %(company)s OR EXISTS (SELECT FROM res_company_users_rel r"
            " WHERE r.user_id = %(user)s AND r.cid = %(company)s))",
            user=SQL(user),
            company=SQL(company),
        )

    @api.model
    def _todays(self, company_ids):
        companies = self.env["res.company"].sudo().browse(company_ids)
        return {company.id: self._today(company) for company in companies}

    @api.model
    def _heal_owners(self, company, source="start"):
        """Rows for salespersons that came past us: by SQL, or before a company was.

        Where a customer had an owner in the company once, its rows are the truth.
        """
        self.env.flush_all()
        here = SQL("(p.company_id IS NULL OR p.company_id = %s)", company.id)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO kehu_ownership (partner_id, company_id, user_id, is_cover,
                                            date_from, source, by_id)
                SELECT p.id, %(company)s, p.user_id, FALSE, %(day)s, %(source)s, %(by)s
                  FROM res_partner p
                 WHERE p.user_id IS NOT NULL AND p.commercial_partner_id = p.id
                   AND %(here)s AND %(works)s
                   AND NOT EXISTS (
                       SELECT FROM kehu_ownership o
                        WHERE o.partner_id = p.id AND o.company_id = %(company)s)
                """,
                company=company.id,
                day=self._today(company),
                source=source,
                by=self.env.uid,
                here=here,
                works=self._works_there("p.user_id", str(int(company.id))),
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE kehu_ownership o
                   SET date_end = GREATEST(%(day)s, o.date_from) - 1
                  FROM res_partner p
                 WHERE %(open)s AND o.company_id = %(company)s
                   AND p.id = o.partner_id AND NOT %(here)s
                """,
                open=sql.OPEN,
                company=company.id,
                day=self._today(company),
                here=here,
            )
        )
        self._forget_owners()

    @api.model
    def _heal_all_owners(self):
        """Installed or upgraded: every owner of today has a row from today on."""
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            self._heal_owners(company)
        self._copy_owners()
        self.env["kehu.metric"].invalidate_model(["user_id"])
