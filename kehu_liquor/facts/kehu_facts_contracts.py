from odoo import api, models
from odoo.tools import SQL

from . import sql_contracts, sql_contracts_history, sql_lines, sql_owed

#: What the night keeps with each contract.
KEPT = (
    "sales_done",
    "cash_done",
    "cases_done",
    "bottles_done",
    "sales_due",
    "cash_due",
    "cases_due",
    "has_sales_pace",
    "sales_pace",
    "has_cash_pace",
    "cash_pace",
)
#: What is kept, of what stands: rounded, so that the same sums are the same row.
FRESH = SQL(
    """
    SELECT contract_id, sales_done, cash_done, cases_done, bottles_done,
           sales_due, cash_due, cases_due,
           sales_due > 0 AS has_sales_pace,
           CASE WHEN sales_due > 0
                THEN (sales_done / sales_due)::float8 END AS sales_pace,
           cash_due > 0 AS has_cash_pace,
           CASE WHEN cash_due > 0
                THEN (cash_done / cash_due)::float8 END AS cash_pace
      FROM (SELECT contract_id, round(sales_done, 2) AS sales_done,
                   round(cash_done, 2) AS cash_done,
                   round(cases_done::numeric, 2) AS cases_done,
                   round(bottles_done::numeric, 2) AS bottles_done,
                   round(sales_due, 2) AS sales_due,
                   round(cash_due, 2) AS cash_due,
                   round(cases_due, 2) AS cases_due
              FROM standing) rounded
    """
)


class KehuFactsContracts(models.AbstractModel):
    """What came of contracts: sold and paid against the targets, and in other years."""

    _inherit = "kehu.facts"

    @api.model
    def _contract_parts(self, among):
        field = self.env["product.template"]._fields["uom_ids"]
        packagings = field.relation, field.column1, field.column2
        return sql_contracts.with_parts(sql_contracts.parts(packagings, among))

    @api.model
    def _contract_standing(self, contracts, day):
        """How far contracts are at the end of a day.

        :return: dict contract id → sales_done, cash_done, cases_done, bottles_done,
            sales_due, cash_due, cases_due
        """
        if not contracts:
            return {}
        self.env.flush_all()
        among = SQL("ct.id = ANY(%s)", contracts.ids)
        rows = self.env.execute_query_dict(
            SQL(
                "%s %s AND %s",
                self._contract_parts(among),
                sql_contracts.standing(day),
                among,
            )
        )
        return {row.pop("contract_id"): row for row in rows}

    @api.model
    def _keep_contracts(self, company, day, partners=None):
        """The same of all that are running, kept with them for lists and rules.

        :return: how many changed
        """
        self.env.flush_all()
        among = SQL(
            "ct.company_id = %s AND ct.state = 'running' AND %s",
            company.id,
            self._among("ct.partner_id", partners),
        )
        names = SQL(", ").join(map(SQL.identifier, KEPT))
        statement = SQL(
            """
            %(parts)s, standing AS (%(standing)s AND %(among)s), news AS (%(fresh)s)
            UPDATE kehu_contract k SET (%(names)s) = ROW(%(news)s)
              FROM news
             WHERE k.id = news.contract_id
               AND ROW(%(known)s) IS DISTINCT FROM ROW(%(news)s)
            """,
            parts=self._contract_parts(among),
            standing=sql_contracts.standing(day),
            among=among,
            fresh=FRESH,
            names=names,
            known=SQL(", ").join(SQL.identifier("k", name) for name in KEPT),
            news=SQL(", ").join(SQL.identifier("news", name) for name in KEPT),
        )
        self._execute_tuned(statement, whole=False)
        changed = self.env.cr.rowcount
        self.env["kehu.contract"].invalidate_model(KEPT)
        return changed

    @api.model
    def _sold_by_day(self, company, partner, first, last, categories=None):
        """What a customer bought on each day, of some product categories or of all.

        :return: list of ``(day, product category id, net, cases)``
        """
        self.env.flush_all()
        field = self.env["product.template"]._fields["uom_ids"]
        packs = sql_contracts.parts(
            (field.relation, field.column1, field.column2), SQL("TRUE")
        )["packs"]
        asked = company, partner, first, last
        among = SQL("TRUE")
        if categories is not None:
            among = SQL("categ_id = ANY(%s)", categories.ids)
        return self.env.execute_query(
            SQL(
                """
                WITH packs AS (%s)
                SELECT day, categ_id, SUM(net)::float8, COALESCE(SUM(cases), 0)::float8
                  FROM (%s UNION ALL %s) sold
                 WHERE %s
                 GROUP BY day, categ_id
                """,
                packs,
                self._invoiced_by_day(*asked),
                sql_contracts_history.by_day(*asked),
                among,
            )
        )

    @api.model
    def _invoiced_by_day(self, company, partner, first, last):
        return SQL(
            """
            SELECT m.invoice_date AS day, pt.categ_id, -l.balance AS net,
                   %(cases)s AS cases
              FROM account_move m
              JOIN account_move_line l ON l.move_id = m.id
              JOIN res_company c ON c.id = m.company_id
              %(joins)s
              LEFT JOIN packs ON packs.template_id = pt.id
             WHERE %(posted)s AND %(untaxed)s
               AND m.company_id = %(company)s
               AND m.commercial_partner_id = %(partner)s
               AND m.invoice_date BETWEEN %(first)s AND %(last)s
            """,
            cases=sql_contracts.CASES,
            joins=sql_contracts.LINE_JOINS,
            posted=sql_lines.POSTED_SALES,
            untaxed=sql_lines.UNTAXED,
            company=company.id,
            partner=partner.id,
            first=first,
            last=last,
        )

    @api.model
    def _paid_by_day(self, company, partner, first, last):
        """Money that a customer paid on each day. :return: list of ``(day, cash)``"""
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                SELECT l.date, -SUM(l.balance)::float8
                  FROM account_move_line l
                  JOIN res_partner p ON p.id = l.partner_id
                 WHERE p.commercial_partner_id = %(partner)s
                   AND l.company_id = %(company)s
                   AND l.date BETWEEN %(first)s AND %(last)s
                   AND l.parent_state = 'posted'
                   AND (l.payment_id IS NOT NULL OR l.statement_line_id IS NOT NULL)
                   AND l.journal_id IN (SELECT id FROM account_journal
                                         WHERE type IN ('bank', 'cash', 'credit'))
                   AND %(receivable)s
                 GROUP BY l.date
                """,
                partner=partner.id,
                company=company.id,
                first=first,
                last=last,
                receivable=sql_owed.RECEIVABLE,
            )
        )

    @api.model
    def _take_turns(self, territories):
        """Whoever signs for regions of one tree does so one after the other.

        The row is written, not only locked: a second signer waits, finds it changed
        and begins anew, seeing the first one's contract.
        """
        roots = {int(t.parent_path.split("/")[0]) for t in territories}
        if roots:
            self.env.cr.execute(
                SQL(
                    "UPDATE kehu_territory SET write_date = clock_timestamp()"
                    " WHERE id = ANY(%s)",
                    sorted(roots),
                )
            )

    @api.model
    def _take_dealers_turn(self, contracts):
        """Whoever signs for a dealer does so alone, in the same way.

        Every contract of the dealer is written: of two that are signed at once, one
        is known to the other, and whoever comes second begins anew.
        """
        if contracts:
            self.env.flush_all()
            self.env.cr.execute(
                SQL(
                    """
                    UPDATE kehu_contract SET write_date = write_date
                     WHERE (partner_id, company_id) IN (
                           SELECT partner_id, company_id FROM kehu_contract
                            WHERE id = ANY(%s))
                    """,
                    contracts.ids,
                )
            )
