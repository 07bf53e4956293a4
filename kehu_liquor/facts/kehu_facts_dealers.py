from odoo import api, models
from odoo.tools import SQL

#: Columns of `kehu.metric` about what was agreed with a customer and given to it.
DEALERS = (
    "support_cost",
    "has_support_share",
    "support_share",
    "promises_overdue",
    "has_contract",
    "contract_date_end",
    "has_sales_pace",
    "sales_pace",
    "has_cash_pace",
    "cash_pace",
    "has_deposit",
    "deposit_date_end",
    "deposit_short",
)


class KehuFactsDealers(models.AbstractModel):
    """Contract, targets, deposit and support of customers, beside their figures.

    Kept by the night after the contracts' own figures; the refresh neither reads nor
    writes it. What is missing is NULL, so that those without anything have no row to
    write, and a second night finds none that differs.
    """

    _inherit = "kehu.facts"

    @api.model
    def _keep_dealers(self, company, day, partners=None):
        """Bring the columns up to a day. :return: how many rows changed"""
        self.env.flush_all()
        among = self._among("m.partner_id", partners)
        statement = SQL(
            """
            WITH costs AS (%(costs)s), late AS (%(late)s), agreed AS (%(agreed)s),
            deposits AS (%(deposits)s), news AS (
                SELECT m.id, %(news)s
                  FROM kehu_metric m
                  LEFT JOIN costs c ON c.partner_id = m.partner_id
                  LEFT JOIN late l ON l.partner_id = m.partner_id
                  LEFT JOIN agreed a ON a.partner_id = m.partner_id
                  LEFT JOIN deposits d ON d.partner_id = m.partner_id
                 WHERE m.company_id = %(company)s AND %(among)s
            )
            UPDATE kehu_metric m SET (%(names)s) = ROW(%(fresh)s)
              FROM news
             WHERE m.id = news.id AND ROW(%(known)s) IS DISTINCT FROM ROW(%(fresh)s)
            """,
            costs=self._support_costs(company, day),
            late=self._promises_late(company, day),
            agreed=self._agreed_now(company, day),
            deposits=self._deposits(company, day),
            news=SQL(", ").join(
                SQL("%s AS %s", value, SQL.identifier(name))
                for name, value in self._dealer_columns().items()
            ),
            company=company.id,
            among=among,
            names=SQL(", ").join(map(SQL.identifier, DEALERS)),
            fresh=SQL(", ").join(SQL.identifier("news", name) for name in DEALERS),
            known=SQL(", ").join(SQL.identifier("m", name) for name in DEALERS),
        )
        self.env.cr.execute(statement)
        changed = self.env.cr.rowcount
        self.env["kehu.metric"].invalidate_model(DEALERS)
        return changed

    @api.model
    def _dealer_columns(self):
        """Columns: name → SQL over the parts; TRUE or NULL, a figure or NULL."""
        costly = SQL("c.cost > 0 AND m.net_12m > 0")
        return {
            "support_cost": SQL("round(NULLIF(c.cost, 0), 2)"),
            "has_support_share": SQL("CASE WHEN %s THEN TRUE END", costly),
            "support_share": SQL(
                "CASE WHEN %s THEN round(c.cost / m.net_12m, 4)::float8 END", costly
            ),
            "promises_overdue": SQL("l.promises"),
            "has_contract": SQL("CASE WHEN a.date_end IS NOT NULL THEN TRUE END"),
            "contract_date_end": SQL("a.date_end"),
            **_pace("sales"),
            **_pace("cash"),
            "has_deposit": SQL("CASE WHEN d.partner_id IS NOT NULL THEN TRUE END"),
            "deposit_date_end": SQL("d.date_end"),
            "deposit_short": SQL("NULLIF(d.short, 0)"),
        }

    @api.model
    def _promises_late(self, company, day):
        return SQL(
            """
            SELECT partner_id, COUNT(*)::int AS promises
              FROM kehu_support
             WHERE company_id = %s AND state = 'approved' AND due_date < %s
             GROUP BY partner_id
            """,
            company.id,
            day,
        )

    @api.model
    def _agreed_now(self, company, day):
        """Of running contracts: which ends first, and how far they are together.

        One whose renewal is signed does not end for the customer.
        """
        return SQL(
            """
            SELECT ct.partner_id,
                   MIN(COALESCE(nx.date_end, ct.date_end)) AS date_end,
                   SUM(ct.sales_done) FILTER (WHERE ct.has_sales_pace) AS sales_done,
                   SUM(ct.sales_due) FILTER (WHERE ct.has_sales_pace) AS sales_due,
                   SUM(ct.cash_done) FILTER (WHERE ct.has_cash_pace) AS cash_done,
                   SUM(ct.cash_due) FILTER (WHERE ct.has_cash_pace) AS cash_due
              FROM kehu_contract ct
              LEFT JOIN kehu_contract nx
                ON nx.id = ct.renewal_id AND nx.state IN ('signed', 'running')
             WHERE ct.company_id = %s AND ct.state = 'running'
             GROUP BY ct.partner_id
            """,
            company.id,
        )

    @api.model
    def _deposits(self, company, day):
        """What is left with us as a guarantee: until when, and how much is lacking.

        Also of contracts at an end, until the deposit's own last day.
        """
        return SQL(
            """
            SELECT partner_id, MIN(deposit_date_end) AS date_end,
                   SUM(deposit_short) FILTER (WHERE state = 'running') AS short
              FROM kehu_contract
             WHERE company_id = %(company)s AND deposit > 0
               AND (state = 'running'
                    OR state = 'ended' AND deposit_date_end >= %(day)s)
             GROUP BY partner_id
            """,
            company=company.id,
            day=day,
        )


def _pace(aim):
    """Reached over due of all running contracts with such a target."""
    done, due = SQL(f"a.{aim}_done"), SQL(f"a.{aim}_due")
    return {
        f"has_{aim}_pace": SQL("CASE WHEN %s > 0 THEN TRUE END", due),
        f"{aim}_pace": SQL(
            "CASE WHEN %(due)s > 0 THEN round(%(done)s / %(due)s, 4)::float8 END",
            due=due,
            done=done,
        ),
    }
