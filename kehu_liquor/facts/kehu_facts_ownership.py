from odoo import api, models
from odoo.tools import SQL

from . import sql_ownership as sql

#: What hangs on a change of owner and is kept in memory.
MIRRORS = {
    "res.partner": [
        "user_id",
        "kehu_ownership_ids",
        "kehu_is_mine",
        "kehu_is_my_teams",
    ],
    "kehu.metric": ["user_id", "is_covered_by_me"],
    "kehu.ownership": None,
}


class KehuFactsOwnership(models.AbstractModel):
    """The one writer of ownership: closes and opens dated rows, many in one act.

    `kehu.ownership` is the truth. The owner's copy on the customer's figures and
    core's salesperson on the partner and its contacts follow in the same act.
    """

    _inherit = "kehu.facts"

    # ------------------------------------------------- owners in the figures
    @api.model
    def _joins(self, q):
        company = str(int(q.company_id))
        return [*super()._joins(q), sql.owner_now("w", "f.partner_id", company)]

    @api.model
    def _columns(self, q):
        return super()._columns(q) | {"user_id": SQL("w.user_id")}

    @api.model
    def _refresh(self, company, day, only=None):
        if only is None:
            self._heal_owners(company)
        return super()._refresh(company, day, only)

    @api.model
    def _be_born(self, partners, companies=None):
        born = super()._be_born(partners, companies)
        if born:
            self._copy_owners(partners.ids)
        return born

    @api.model
    def _copy_owners(self, partner_ids=None):
        """Owners as they are known beside the figures, where they are others."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE kehu_metric m SET user_id = w.user_id
                  FROM kehu_metric n %(owner)s
                 WHERE n.id = m.id AND %(some)s
                   AND m.user_id IS DISTINCT FROM w.user_id
                """,
                owner=sql.owner_now("w", "n.partner_id", "n.company_id"),
                some=SQL("TRUE")
                if partner_ids is None
                else SQL("n.partner_id = ANY(%s)", list(partner_ids)),
            )
        )

    # --------------------------------------------------------- who owns whom
    @api.model
    def _own(self, rows, source, reason=None):
        """Give customers to new owners, or to nobody; all of it or nothing.

        :param rows: ``(partner id, company id, user id or None, first day)``
        :param source: a key of `kehu.ownership.source`
        :return: what was taken away: list of ``(partner, company, old user)``
        """
        if not rows:
            return []
        self.env.flush_all()
        partners = sorted({row[0] for row in rows})
        self._lock_partners(partners)
        lost = self._close_rows(rows)
        self._open_rows(rows, source, reason)
        self._copy_owners(partners)
        self._mirror(partners, lost)
        self._forget_owners()
        return lost

    @api.model
    def _lock_partners(self, ids):
        """Wait for whoever changes these customers' owners now; then be alone."""
        self.env.cr.execute(
            SQL(
                "SELECT id FROM res_partner WHERE id = ANY(%s)"
                " ORDER BY id FOR NO KEY UPDATE",
                list(ids),
            )
        )

    @api.model
    def _close_rows(self, rows):
        """A row ends the day before the next begins; one of today never counted."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE kehu_ownership o
                   SET date_end = GREATEST(w.day, o.date_from) - 1
                  FROM %(wanted)s
                 WHERE %(open)s AND o.partner_id = w.partner_id
                   AND o.company_id = w.company_id
                   AND o.user_id IS DISTINCT FROM w.user_id
             RETURNING o.partner_id, o.company_id, o.user_id
                """,
                wanted=sql.wanted(rows),
                open=sql.OPEN,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _open_rows(self, rows, source, reason):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO kehu_ownership (partner_id, company_id, user_id, is_cover,
                                            date_from, source, reason, by_id)
                SELECT w.partner_id, w.company_id, w.user_id, FALSE, w.day,
                       %(source)s, %(reason)s, %(by)s
                  FROM %(wanted)s
                 WHERE w.user_id IS NOT NULL
                   AND NOT EXISTS (
                       SELECT FROM kehu_ownership o
                        WHERE %(open)s AND o.partner_id = w.partner_id
                          AND o.company_id = w.company_id)
                """,
                wanted=sql.wanted(rows),
                open=sql.OPEN,
                source=source,
                reason=reason or None,
                by=self.env.uid,
            )
        )

    # ------------------------------------------------------ what follows suit
    @api.model
    def _mirror(self, partners, lost):
        """Core's salesperson follows: one of the owners, who was so already if any."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p SET user_id = n.user_id
                  FROM (SELECT p.id, (
                               SELECT o.user_id FROM kehu_ownership o
                                WHERE %(open)s AND o.partner_id = p.id
                                ORDER BY (o.user_id = p.user_id) DESC NULLS LAST,
                                         o.company_id
                                LIMIT 1) AS user_id
                          FROM res_partner p WHERE p.id = ANY(%(partners)s)) n
                 WHERE n.id = p.id AND p.user_id IS DISTINCT FROM n.user_id
                """,
                open=sql.OPEN,
                partners=list(partners),
            )
        )
        if lost:
            self._mirror_lost(lost)

    @api.model
    def _mirror_lost(self, lost):
        """Who owns a customer nowhere any more keeps neither contacts nor its news."""
        gone = SQL(
            """
            (SELECT DISTINCT l.partner_id, l.user_id
               FROM unnest(%(partners)s::int[], %(users)s::int[])
                    AS l (partner_id, user_id)
              WHERE NOT EXISTS (
                    SELECT FROM kehu_ownership o
                     WHERE %(open)s AND o.partner_id = l.partner_id
                       AND o.user_id = l.user_id))
            """,
            partners=[row[0] for row in lost],
            users=[row[2] for row in lost],
            open=sql.OPEN,
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner c SET user_id = p.user_id
                  FROM %s g JOIN res_partner p ON p.id = g.partner_id
                 WHERE c.commercial_partner_id = p.id AND c.id <> p.id
                   AND c.user_id = g.user_id
                """,
                gone,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM mail_followers f
                 USING %s g
                  JOIN res_users u ON u.id = g.user_id
                  JOIN res_partner c ON c.commercial_partner_id = g.partner_id
                  JOIN res_partner p ON p.id = g.partner_id
                 WHERE f.res_model = 'res.partner' AND f.res_id = c.id
                   AND f.partner_id = u.partner_id AND p.kehu_role_id IS NOT NULL
                """,
                gone,
            )
        )

    @api.model
    def _forget_owners(self):
        for model, names in MIRRORS.items():
            self.env[model].invalidate_model(names)
        self.env["mail.followers"].invalidate_model()

    # ---------------------------------------------------------------- covers
    @api.model
    def _cover(self, rows, source, reason=None):
        """Let others work customers for a time; the owners stay.

        :param rows: ``(partner id, company id, user id, first day, last day)``
        """
        names = ("partner_id", "company_id", "user_id", "date_from", "date_end")
        more = (True, source, reason or None, self.env.uid)
        self._insert(
            "kehu.ownership",
            (*names, "is_cover", "source", "reason", "by_id"),
            [(*row, *more) for row in rows],
        )
        self._forget_owners()

    @api.model
    def _end_covers(self, ids, day):
        """Covers end the day before ``day``."""
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_ownership o SET date_end = GREATEST(%s, date_from) - 1"
                " WHERE id = ANY(%s) AND is_cover AND date_end >= %s",
                day,
                list(ids),
                day,
            )
        )
        self._forget_owners()

    @api.model
    def _merge_owners(self, losers, winner):
        """Before partners are merged: one open row is left per company.

        The winner's, if it has one, else the newest of the losers'.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE kehu_ownership o
                   SET date_end = GREATEST(CURRENT_DATE, o.date_from) - 1
                  FROM (SELECT id, row_number() OVER (
                               PARTITION BY company_id
                               ORDER BY (partner_id = %(winner)s) DESC, id DESC) AS n
                          FROM kehu_ownership o
                         WHERE %(open)s AND partner_id = ANY(%(all)s)) ranked
                 WHERE ranked.id = o.id AND ranked.n > 1
                """,
                winner=winner.id,
                open=sql.OPEN,
                all=[*losers.ids, winner.id],
            )
        )
        self._forget_owners()

    @api.model
    def _forget(self):
        for table in OURS:
            self.env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
        return super()._forget()


#: What people and the house wrote, in an order in which it can be deleted.
OURS = (
    "kehu_handover",
    "kehu_conflict",
    "kehu_claim",
    "kehu_pool_notice",
    "kehu_pool_rule",
    "kehu_ownership",
    "kehu_export_log",
)
