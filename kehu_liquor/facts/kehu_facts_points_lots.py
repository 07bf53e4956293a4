from odoo import api, models
from odoo.tools import SQL


class KehuFactsPointsLots(models.AbstractModel):
    """Which points of a customer are left, from which lot, until when.

    A lot is what a document, an adjustment or an opening balance brought, with all
    that was taken from it since. One that is below zero is debt; debt is settled
    first, from the oldest points.
    """

    _inherit = "kehu.facts"

    @api.model
    def _points_left(self, company, day, partners=None):
        """Lots with something left on a day, the one that ends first in front.

        Together they are the customer's balance, as long as that is above zero.
        :param partners: ids; all of the company's if None
        :return: SQL of rows partner_id, lot_id, day, expires_on, last_day, points
        """
        return SQL(
            """
            SELECT partner_id, lot_id, day, expires_on, last_day,
                   LEAST(points, running + debt) AS points
              FROM (SELECT *, SUM(GREATEST(points, 0)) OVER (
                               PARTITION BY partner_id
                               ORDER BY expires_on NULLS LAST, day, lot_id) AS running,
                           SUM(LEAST(points, 0)) OVER (
                               PARTITION BY partner_id) AS debt
                      FROM (SELECT e.partner_id, COALESCE(e.lot_id, e.id) AS lot_id,
                                   MIN(e.day) AS day, MAX(e.day) AS last_day,
                                   MAX(e.expires_on) AS expires_on,
                                   SUM(e.points) AS points
                              FROM kehu_points_entry e
                             WHERE e.company_id = %(company)s AND e.day <= %(day)s
                               AND %(among)s
                             GROUP BY e.partner_id, COALESCE(e.lot_id, e.id)
                            HAVING SUM(e.points) <> 0) lot) net
             WHERE points > 0 AND running + debt > 0
             ORDER BY partner_id, expires_on NULLS LAST, day, lot_id
            """,
            company=company.id,
            day=day,
            among=SQL("TRUE")
            if partners is None
            else SQL("e.partner_id = ANY(%s)", list(partners)),
        )

    @api.model
    def _points_lots(self, company, day, partners=None):
        """The same, read: list of dicts."""
        return self._points_ask(self._points_left(company, day, partners))

    @api.model
    def _points_lock(self, company, partner_ids):
        """One after the other for these customers: whoever comes second begins anew.

        An update and not a lock, which would wait and then go on with old figures.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_metric SET id = id"
                " WHERE company_id = %s AND partner_id = ANY(%s)",
                company.id,
                list(partner_ids),
            )
        )
        return self.env.cr.rowcount

    @api.model
    def _points_lock_gifts(self, gift_ids):
        """The same for gifts of which there are only so many."""
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_points_gift SET id = id WHERE id = ANY(%s)",
                list(gift_ids),
            )
        )

    @api.model
    def _points_lock_books(self, journal):
        """The same for entries that are proposed into a journal."""
        self.env.cr.execute(
            SQL("UPDATE account_journal SET id = id WHERE id = %s", journal.id)
        )

    @api.model
    def _points_ending(self, company, day, partners=None):
        """Customers with lots whose last day is over, perhaps with nothing left."""
        rows = self._points_ask(
            SQL(
                """
                SELECT DISTINCT o.partner_id
                  FROM kehu_points_entry o
                 WHERE o.company_id = %(company)s AND o.lot_id IS NULL
                   AND o.expires_on < %(day)s AND %(among)s
                   AND o.points + COALESCE((SELECT SUM(e.points)
                                              FROM kehu_points_entry e
                                             WHERE e.lot_id = o.id), 0) > 0
                """,
                company=company.id,
                day=day,
                among=SQL("TRUE")
                if partners is None
                else SQL("o.partner_id = ANY(%s)", list(partners)),
            )
        )
        return [row["partner_id"] for row in rows]

    @api.model
    def _points_expire(self, company, day, partners=None):
        """What is left of lots whose last day is over goes. :return: customers"""
        ending = self._points_ending(company, day, partners)
        if not ending:
            return 0
        self._points_lock(company, ending)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO kehu_points_entry
                       (partner_id, company_id, kind, points, day, lot_id, document,
                        booked_on, booked_by_id)
                SELECT left_.partner_id, %(company)s, 'expire', -left_.points,
                       GREATEST(left_.expires_on + 1, left_.last_day), left_.lot_id,
                       o.document, now() AT TIME ZONE 'UTC', %(user)s
                  FROM (%(left)s) left_
                  JOIN kehu_points_entry o ON o.id = left_.lot_id
                 WHERE left_.expires_on < %(day)s
                """,
                company=company.id,
                user=self.env.uid,
                left=self._points_left(company, day, ending),
                day=day,
            )
        )
        self.env["kehu.points.entry"].invalidate_model()
        return len(ending)
