from odoo import api, models
from odoo.tools import SQL

from . import sql_overview, sql_trade


class KehuFactsOverview(models.AbstractModel):
    """The figures behind the pictures: one pass over the customers of a reader.

    Every method takes a `Query` on `kehu.metric` that already holds the reader's
    record rules, company and filters, so nobody is counted whom the reader may not
    see. What ranks them (``measure``) is a stored column, or net sales of some days,
    ``("sold", company, first, last)``, added up from the documents, or their gross
    margin in a period, ``("margin", company, period)``.
    """

    _inherit = "kehu.facts"

    @api.model
    def _overview_with(self, customers, measure, **more):
        parts, ranking = self._overview_ranking(measure)
        parts = {
            **parts,
            "mine": sql_overview.mine(customers, ranking),
            "ranked": sql_overview.ranked(),
            **more,
        }
        return SQL(
            "WITH %s",
            SQL(", ").join(
                SQL("%s AS MATERIALIZED (%s)", SQL.identifier(name), part)
                for name, part in parts.items()
            ),
        )

    @api.model
    def _overview_sold(self, company, first, last):
        documents = sql_trade.documents(self._question(company, last))
        return {"sold": sql_overview.sold(documents, first, last)}

    @api.model
    def _overview_ranking(self, measure):
        """Parts that go before, and what `sql_overview.mine` is ranked by."""
        if isinstance(measure, str):
            return {}, sql_overview.by_column(measure)
        kind, *what = measure
        if kind == "margin":
            return {}, sql_overview.by_margin(*what)
        return self._overview_sold(*what), sql_overview.by_sold()

    @api.model
    def _overview_ask(self, statement):
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL work_mem = '128MB'")
        self.env.cr.execute("SET LOCAL jit = off")
        self.env.cr.execute(statement)
        return self.env.cr.dictfetchall()

    @api.model
    def _overview(self, customers, measure, line):
        """Totals, bars, bubbles, groups and ladders.

        :param line: percent of the whole at which the Pareto line is drawn
        :return: dict of ``whole`` (one dict) and lists of dicts ``bars``, ``cells``,
            ``groups``, ``ladders``
        """
        parts = {
            "whole": sql_overview.whole(line),
            "bars": sql_overview.bars(),
            "cells": sql_overview.cells(),
            "groups": sql_overview.groups(),
            "ladders": sql_overview.ladders(),
        }
        lists = SQL(", ").join(
            SQL(
                "(SELECT COALESCE(json_agg(x), '[]'::json) FROM (%s) x) AS %s",
                part,
                SQL.identifier(name),
            )
            for name, part in parts.items()
        )
        statement = SQL("%s SELECT %s", self._overview_with(customers, measure), lists)
        found = self._overview_ask(statement)[0]
        return found | {"whole": found["whole"][0]}

    @api.model
    def _overview_choices(self, customers):
        """How many customers of each audience have which role, territory, owner.

        :return: list of dicts: audience_id, one of role_id, territory_id, user_id
            (or none of them), n
        """
        return self._overview_ask(
            SQL(
                """
                SELECT m.audience_id, p.kehu_role_id AS role_id,
                       p.kehu_territory_id AS territory_id, p.user_id, COUNT(*) AS n
                  FROM %s m JOIN res_partner p ON p.id = m.partner_id
                 GROUP BY GROUPING SETS (
                       (m.audience_id), (m.audience_id, p.kehu_role_id),
                       (m.audience_id, p.kehu_territory_id),
                       (m.audience_id, p.user_id))
                """,
                sql_overview.these(customers),
            )
        )

    @api.model
    def _overview_cut(self, company, audience_id):
        """Net sales from which a customer of an audience has volume, or None."""
        found = self._overview_ask(
            SQL(
                """
                SELECT span[1] * power(span[2] / span[1], %s / 100.0) AS volume
                  FROM (SELECT percentile_cont(ARRAY[0.05, 0.95])
                               WITHIN GROUP (ORDER BY net_12m::float8) AS span
                          FROM kehu_metric
                         WHERE company_id = %s AND audience_id = %s
                           AND net_12m > 0) axis
                """,
                company.kehu_volume_cut,
                company.id,
                audience_id,
            )
        )
        return found[0]["volume"]

    @api.model
    def _overview_ranks(self, customers, measure, first, last):
        """Ids of the rows ranked from ``first`` to ``last``, both included."""
        return self._overview_ids(
            customers,
            measure,
            SQL("SELECT id FROM ranked WHERE rank BETWEEN %s AND %s", first, last),
        )

    @api.model
    def _overview_cell(self, customers, quadrant, loyalty_cell, volume_cell):
        """Ids of the rows in one bubble."""
        return self._overview_ids(
            customers,
            "net_12m",
            SQL(
                "SELECT id FROM mine WHERE quadrant = %s AND loyalty_cell = %s"
                " AND volume_cell IS NOT DISTINCT FROM %s",
                quadrant,
                loyalty_cell,
                volume_cell,
            ),
        )

    @api.model
    def _overview_without(self, customers, measure, unknown=False):
        """Ids of the rows that have no amount, or one that is ``unknown``."""
        return self._overview_ids(
            customers,
            measure,
            SQL("SELECT id FROM mine WHERE NOT ranks AND is_unknown = %s", unknown),
        )

    @api.model
    def _overview_ids(self, customers, measure, select, **more):
        statement = SQL(
            "%s %s", self._overview_with(customers, measure, **more), select
        )
        return [row["id"] for row in self._overview_ask(statement)]

    # ---------------------------------------------------------------- traits
    @api.model
    def _overview_traits(self, customers, measure):
        """What the best fifth and the other buyers are.

        :return: ``(buyers, counts)``: both sides' sizes, and for each trait and value
            ``(trait, value, count among the best fifth, among the others)``
        """
        return self._overview_counts(customers, measure, sql_overview.traits())

    @api.model
    def _overview_counts(self, customers, measure, counts, **more):
        statement = SQL(
            "%s %s UNION ALL %s",
            self._overview_with(customers, measure, **more),
            sql_overview.buyers(),
            counts,
        )
        rows = [tuple(row.values()) for row in self._overview_ask(statement)]
        buyers = next(row[2:] for row in rows if row[0] is None)
        return buyers, [row for row in rows if row[0] is not None]

    @api.model
    def _overview_baskets(self, company, first, last):
        """What was sold in these days, by buyer and category."""
        where = self._sold_where(self._question(company, last), first)
        return {"baskets": sql_overview.baskets(where)}

    @api.model
    def _overview_products(self, customers, measure, company, first, last):
        """As `_overview_traits`, by product category bought in these days."""
        return self._overview_counts(
            customers,
            measure,
            sql_overview.bought(),
            **self._overview_baskets(company, first, last),
        )

    @api.model
    def _overview_trait_ids(self, customers, measure, trait, value, top, **more):
        """Ids of the best fifth (``top``) or of the other buyers with a trait."""
        part = "baskets" if trait == "categ_id" else "ranked"
        return self._overview_ids(
            customers,
            measure,
            SQL(
                "SELECT id FROM %s WHERE %s = %s AND (rank * 5 <= n + 4) = %s",
                SQL.identifier(part),
                SQL.identifier(trait),
                value,
                top,
            ),
            **more,
        )
