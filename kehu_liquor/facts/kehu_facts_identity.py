from odoo import api, models
from odoo.tools import SQL

from . import storage
from .sql_customers import OUTSIDERS

#: So many who share one key are looked at; a key that more share proves nothing.
FEW = 300
#: Kinds that only lead to a candidate and say nothing about it.
LEADS = ("part", "cell")
COLUMNS = ("id", "company", "parent", "is_company", "latitude", "longitude", "forms")


class KehuFactsIdentity(models.AbstractModel):
    """Who may be one customer: normal forms kept in a table and looked up in a set.

    The forms are made by others and taken as they come; here they are stored, and
    many entries find their candidates in one statement.
    """

    _inherit = "kehu.facts"

    @api.model
    def _set_identities(self, partner_ids, rows):
        """Replace what is kept of these partners.

        :param rows: tuples ``(partner_id, kind, value, place)``
        """
        self.env.cr.execute(
            SQL(
                "DELETE FROM kehu_identity WHERE partner_id = ANY(%s)",
                list(partner_ids),
            )
        )
        columns = ("partner_id", "kind", "value", "place")
        storage.pour(self.env.cr, "kehu_identity", columns, rows)

    @api.model
    def _drop_identities(self, partner_ids):
        """These are about to give way to another: nobody is to be found alike."""
        self._set_identities(partner_ids, [])

    @api.model
    def _unidentified(self, after, limit):
        """Customers whom no normal form is kept of: after installing, or by SQL.

        :param after: the id of the last one seen; who was seen is not asked again
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT p.id FROM res_partner p
                 WHERE p.id > %s
                   AND p.commercial_partner_id = p.id AND p.name IS NOT NULL
                   AND NOT EXISTS (
                       SELECT FROM kehu_identity i
                        WHERE i.partner_id = p.id AND i.kind = 'name')
                 ORDER BY p.id LIMIT %s
                """,
                after,
                limit,
            )
        )
        return [row[0] for row in self.env.cr.fetchall()]

    @api.model
    def _identity_candidates(self, keys):
        """Partners who share a key with an entry.

        :param keys: tuples ``(entry, kind, value, place)``
        :return: entry → set of partner ids
        """
        found = {}
        if not keys:
            return found
        self.env.cr.execute(
            SQL(
                """
                SELECT DISTINCT k.entry, i.partner_id
                  FROM unnest(%(entries)s::int[], %(kinds)s::text[],
                              %(values)s::text[], %(places)s::text[])
                       AS k (entry, kind, value, place)
                 CROSS JOIN LATERAL (
                       SELECT partner_id FROM kehu_identity i
                        WHERE i.value = k.value AND i.kind = k.kind
                          AND (i.place = k.place OR i.place = '' OR k.place = '')
                        LIMIT %(few)s) i
                """,
                few=FEW,
                **{
                    name: list(column)
                    for name, column in zip(
                        ("entries", "kinds", "values", "places"),
                        zip(*keys, strict=True),
                        strict=True,
                    )
                },
            )
        )
        for entry, partner_id in self.env.cr.fetchall():
            found.setdefault(entry, set()).add(partner_id)
        return found

    @api.model
    def _identity_forms(self, partner_ids):
        """What is kept of customers, with what decides whom they concern.

        Our own companies and the people who work here are nobody's duplicate.

        :return: partner id → dict with company, parent, position and ``forms``,
            a list of ``[kind, value]``
        """
        if not partner_ids:
            return {}
        self.env.cr.execute(
            SQL(
                """
                SELECT p.id, p.company_id, p.parent_id, p.is_company,
                       p.partner_latitude, p.partner_longitude,
                       (SELECT array_agg(ARRAY[i.kind, i.value])
                          FROM kehu_identity i
                         WHERE i.partner_id = p.id AND i.kind <> ALL(%(leads)s))
                  FROM res_partner p
                 WHERE p.id = ANY(%(partners)s)
                   AND p.partner_share IS NOT FALSE
                   AND %(outsiders)s
                """,
                leads=list(LEADS),
                partners=list(partner_ids),
                outsiders=OUTSIDERS,
            )
        )
        rows = (dict(zip(COLUMNS, r, strict=True)) for r in self.env.cr.fetchall())
        return {row["id"]: row for row in rows}

    @api.model
    def _customers_after(self, partner_id, limit):
        """The next customers in the whole base, archived ones too, by id."""
        self.env.cr.execute(
            SQL(
                """
                SELECT DISTINCT partner_id FROM kehu_identity
                 WHERE partner_id > %s ORDER BY partner_id LIMIT %s
                """,
                partner_id,
                limit,
            )
        )
        return [row[0] for row in self.env.cr.fetchall()]
