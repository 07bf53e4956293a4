from psycopg2 import errors

from odoo import api, fields, models
from odoo.tools import SQL

from . import storage
from .sql_customers import OUTSIDERS

#: Namespaces of our advisory locks: one of each per company.
LOCK = 0x6B656875
NIGHT = LOCK + 1


class KehuFactsAccess(models.AbstractModel):
    """The clock, the lock and the bulk writers that the night works with."""

    _inherit = "kehu.facts"

    @api.model
    def _today(self, company):
        """The company's own date: its working calendar's zone, not the server's."""
        zone = company.sudo().resource_calendar_id.tz or "UTC"
        return fields.Date.context_today(self.with_context(tz=zone))

    @api.model
    def _lock_night(self, company):
        """Keep other nights of this company out, and wait for refreshes under way.

        Held by the session, not the transaction: the night commits as it goes.
        :return: whether no other night was at work
        """
        cr = self.env.cr
        cr.execute(SQL("SELECT pg_try_advisory_lock(%s, %s)", NIGHT, company.id))
        if not cr.fetchone()[0]:
            return False
        try:
            with cr.savepoint():
                cr.execute("SET LOCAL lock_timeout = '5min'")
                cr.execute(SQL("SELECT pg_advisory_lock(%s, %s)", LOCK, company.id))
        except errors.LockNotAvailable:
            cr.execute(SQL("SELECT pg_advisory_unlock(%s, %s)", NIGHT, company.id))
            return False
        return True

    @api.model
    def _unlock_night(self, company):
        for lock in (LOCK, NIGHT):
            self.env.cr.execute(
                SQL("SELECT pg_advisory_unlock(%s, %s)", lock, company.id)
            )

    @api.model
    def _lock_beside_night(self, company):
        """Share the company with others who refresh one customer, not with a night.

        :return: whether no night is at work
        """
        self.env.cr.execute(
            SQL("SELECT pg_try_advisory_xact_lock_shared(%s, %s)", LOCK, company.id)
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _insert(self, model, columns, rows):
        """Insert tuples into a model's table. :return: ids in the order of rows"""
        table = self.env[model]._table
        return storage.insert(self.env.cr, table, columns, rows)

    @api.model
    def _pour(self, model, columns, rows):
        """Insert many tuples into a model's table, without telling their ids."""
        storage.pour(self.env.cr, self.env[model]._table, columns, rows)

    @api.model
    def _update(self, model, columns, rows):
        """Set columns of rows ``(id, value, …)`` of a model's table."""
        fields_ = self.env[model]._fields
        types = [fields_[column].column_type[1] for column in columns]
        storage.update(self.env.cr, self.env[model]._table, columns, rows, types)
        self.env[model].invalidate_model(columns)

    @api.model
    def _be_born(self, partners, companies=None):
        """An empty row of figures for each customer that has none yet.

        :param companies: all companies that may see the customer if None
        :return: whether there was one to look for
        """
        if not partners or self._are_born(partners, companies):
            return False
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO kehu_metric
                       (partner_id, company_id, active, audience_id, lifecycle)
                SELECT p.id, c.id, p.active, COALESCE(r.audience_id, %(audience)s),
                       COALESCE(p.kehu_stage, 'potential')
                  FROM res_partner p
                  JOIN res_company c ON p.company_id IS NULL OR p.company_id = c.id
                  LEFT JOIN kehu_role r ON r.id = p.kehu_role_id
                 WHERE p.id = ANY(%(partners)s)
                   AND p.commercial_partner_id = p.id
                   AND %(here)s
                   AND %(outsiders)s
                   AND NOT EXISTS (
                       SELECT FROM kehu_metric m
                        WHERE m.partner_id = p.id AND m.company_id = c.id)
                    ON CONFLICT DO NOTHING
                """,
                audience=self.env["kehu.audience"]._default_audience().id,
                partners=partners.ids,
                outsiders=OUTSIDERS,
                here=SQL("c.id = ANY(%s)", companies.ids)
                if companies is not None
                else SQL("TRUE"),
            )
        )
        self.env["kehu.metric"].invalidate_model()
        return True

    @api.model
    def _are_born(self, partners, companies):
        """Whether all have their row already, as at nearly every posting."""
        if companies is None:
            return False
        self.env.cr.execute(
            SQL(
                """
                SELECT COUNT(*) FROM kehu_metric
                 WHERE partner_id = ANY(%s) AND company_id = ANY(%s)
                """,
                partners.ids,
                companies.ids,
            )
        )
        return self.env.cr.fetchone()[0] == len(partners) * len(companies)

    @api.model
    def _forget(self):
        """Let go of what is being uninstalled.

        All tables of ours go, so that none of their rows need keep another from going,
        nor a partner a role: the foreign keys to and from them are dropped first.
        """
        self.env.cr.execute(
            """
            SELECT c.conrelid::regclass::text, c.conname
              FROM pg_constraint c
              JOIN pg_class a ON a.oid = c.conrelid
              JOIN pg_class b ON b.oid = c.confrelid
             WHERE c.contype = 'f' AND (a.relname ^@ 'kehu_' OR b.relname ^@ 'kehu_')
            """
        )
        for table, key in self.env.cr.fetchall():
            self.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DROP CONSTRAINT %s",
                    SQL.identifier(table.strip('"')),
                    SQL.identifier(key),
                )
            )
        self.env.invalidate_all()
