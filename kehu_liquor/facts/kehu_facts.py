from odoo import api, models
from odoo.tools import SQL

from . import sql_customers, sql_foresight, sql_owed, sql_trade
from .question import Question
from .storage import differs, names


class KehuFacts(models.AbstractModel):
    """Reads the ledger, decides nothing.

    One statement per company gives every figure of docs/metrics of every customer,
    true at the end of a day. It is made of total functions, so no customer's data
    can make it fail, and of named parts, so that another addon can add its own:
    a part to `_ctes`, its join to `_joins`, its figures to `_columns`.
    """

    _name = "kehu.facts"
    _description = "Facts about customers"

    # ------------------------------------------------------------ the parts
    @api.model
    def _ctes(self, q):
        """Named parts of the statement, in order: name → SQL."""
        return {
            "contacts": sql_owed.contacts(q),
            "open_items": sql_owed.open_items(q),
            "documents": sql_trade.documents(q),
            "trade": sql_trade.trade(q),
            "known": sql_trade.known(q),
            "gaps": sql_trade.gaps(q),
            "rhythm": sql_trade.rhythm(q),
            "owed": sql_owed.owed(q),
            "cash": sql_owed.cash(q),
            "customers": sql_customers.customers(q),
            "figures": sql_customers.figures(q),
            "loyal": sql_customers.loyal(q),
            "peers": sql_customers.peers(q),
            "places": sql_customers.places(q),
            "cuts": sql_customers.cuts(q),
        }

    @api.model
    def _joins(self, q):
        """Parts joined to ``f``, the customer's own figures."""
        return [
            SQL("JOIN places r ON r.partner_id = f.partner_id"),
            SQL("JOIN cuts s ON s.audience_id = f.audience_id"),
        ]

    @api.model
    def _columns(self, q):
        """Stored columns of `kehu.metric`: name → SQL over ``f``, ``r``, ``s``."""
        taken = {name: SQL("f.%s", SQL(name)) for name in TAKEN}
        return taken | self._columns_rhythm(q) | self._columns_classes(q)

    @api.model
    def _columns_rhythm(self, q):
        return {
            "has_growth": SQL("f.net_prev_12m > 0"),
            "growth": SQL(
                "CASE WHEN f.net_prev_12m > 0"
                " THEN f.net_12m::float8 / f.net_prev_12m::float8 - 1 END"
            ),
            "has_rhythm": SQL("f.interval_median IS NOT NULL"),
            "next_order_date": SQL(
                "f.last_sale_date + floor(f.interval_median + 0.5)::int"
            ),
            "is_silent": self._column_silent(q),
            "is_fading": self._column_silent(q)
            if q.fading_from is None
            else sql_foresight.is_fading(q),
            "overdue_amount": SQL("GREATEST(0, f.overdue_gross - f.prepaid_balance)"),
            "has_dso": SQL("f.net_90d > 0"),
            "dso": SQL(
                "CASE WHEN f.net_90d > 0"
                " THEN f.due_total::float8 / f.net_90d::float8 * 90 END"
            ),
            "has_paid_on_time": SQL("f.invoices_due_12m > 0"),
            "paid_on_time_share": SQL(
                "CASE WHEN f.invoices_due_12m > 0 THEN"
                " 1 - f.invoices_late_12m / f.invoices_due_12m::float8 END"
            ),
            "has_loyalty": SQL("f.loyalty_index IS NOT NULL"),
        }

    @api.model
    def _column_silent(self, q):
        """The plain rule: quiet for more than so many times the rhythm."""
        return SQL(
            "COALESCE(f.sale_date_count >= 3 AND (%s::date - f.last_sale_date)"
            " > %s * f.interval_median, FALSE)",
            q.day,
            q.silent_factor,
        )

    @api.model
    def _columns_classes(self, q):
        def fifth(figure, cut):
            better = SQL(" + ").join(
                SQL("(s.%s[%s] < f.%s)::int", SQL(cut), step, SQL(figure))
                for step in (1, 2, 3, 4)
            )
            return SQL("CASE WHEN f.order_count_12m > 0 THEN 1 + %s ELSE 0 END", better)

        return {
            "pareto_class": SQL(
                "CASE WHEN f.net_12m <= 0 THEN 'c'"
                " WHEN r.running - f.net_12m < s.class_a THEN 'a'"
                " WHEN r.running - f.net_12m < s.class_b THEN 'b' ELSE 'c' END"
            ),
            "rfm_r": fifth("last_sale_date", "recency"),
            "rfm_f": fifth("order_count_12m", "frequency"),
            "rfm_m": fifth("net_12m", "money"),
            "quadrant": self._column_quadrant(q),
        }

    @api.model
    def _column_quadrant(self, q):
        """Volume × loyalty."""
        volume = SQL("(f.net_12m > 0 AND f.net_12m::float8 >= s.volume)")
        loyal = SQL("f.loyalty_index >= %s", q.loyalty_cut)
        return SQL(
            "CASE WHEN f.loyalty_index IS NULL THEN NULL"
            " WHEN %(volume)s AND %(loyal)s THEN 'treasure'"
            " WHEN %(volume)s THEN 'dangerous'"
            " WHEN %(loyal)s THEN 'star' ELSE 'drop' END",
            volume=volume,
            loyal=loyal,
        )

    # -------------------------------------------------------- the statement
    @api.model
    def _question(self, company, day, only=None, replay=False):
        types = ("out_invoice", "out_refund")
        return Question(
            company_id=company.id,
            day=day,
            move_types=(*types, "out_receipt")
            if company.kehu_include_receipts
            else types,
            history_months=company.kehu_history_months,
            silent_factor=company.kehu_silent_factor,
            pareto_a=company.kehu_pareto_a,
            pareto_b=company.kehu_pareto_b,
            volume_cut=company.kehu_volume_cut,
            loyalty_cut=company.kehu_loyalty_cut,
            default_audience_id=self.env["kehu.audience"]._default_audience().id,
            foresight=company._kehu_foresight(),
            fading_from=company._kehu_fading_from(),
            only=tuple(only.ids) if only is not None else None,
            replay=replay,
            history=self._has_history(company),
        )

    @api.model
    def _with(self, q):
        parts = [
            SQL("%s AS (%s)", SQL.identifier(name), part)
            for name, part in self._ctes(q).items()
        ]
        columns = SQL(", ").join(
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in self._columns(q).items()
        )
        parts.append(
            SQL(
                "fresh AS (SELECT f.partner_id, r.pareto_rank, %s,"
                " CASE WHEN f.net_12m > 0"
                " THEN r.running / s.total ELSE 1 END AS pareto_share"
                " FROM loyal f %s OFFSET 0)",
                columns,
                SQL(" ").join(self._joins(q)),
            )
        )
        return SQL("WITH %s", SQL(", ").join(parts))

    @api.model
    def _metrics(self, company, day, only=None, replay=True):
        """Every figure of every customer as of ``day``; writes nothing.

        :return: list of dicts, one per customer, with `partner_id`, all stored
            columns, `pareto_rank` and `pareto_share`
        """
        self.env.flush_all()
        q = self._question(company, day, only, replay)
        statement = SQL("%s SELECT * FROM fresh", self._with(q))
        self._execute_tuned(statement, whole=only is None)
        return self.env.cr.dictfetchall()

    @api.model
    def _refresh(self, company, day, only=None):
        """Bring `kehu.metric` to ``day``: one atomic statement.

        :param only: commercial partners to refresh, all of the company's if None
        :return: ``(changed, born, gone)`` row counts
        """
        self.env.flush_all()
        q = self._question(company, day, only)
        columns = list(self._columns(q))
        statement = self._refresh_statement(q, columns)
        self._execute_tuned(statement, whole=only is None)
        counts = self.env.cr.fetchone()
        self.env["kehu.metric"].invalidate_model()
        return counts

    @api.model
    def _execute_tuned(self, statement, whole):
        """Run with room to hash and sort; compiling costs more than it saves.

        Over all customers every join is a hash join: a nested loop chosen on a
        wrong estimate of the named parts would take hours. For one customer the
        indexes serve.
        """
        cr = self.env.cr
        cr.execute("SET LOCAL work_mem = '256MB'")
        cr.execute("SET LOCAL jit = off")
        cr.execute(SQL("SET LOCAL enable_nestloop = %s", "off" if whole else "on"))
        cr.execute(statement)

    @api.model
    def _refresh_statement(self, q, columns):
        return SQL(
            """
            %(with)s, stored AS (
                SELECT * FROM kehu_metric m
                 WHERE m.company_id = %(company)s AND %(among)s
            ), news AS (
                SELECT m.id AS metric_id, fresh.partner_id, %(fresh)s
                  FROM fresh
                  FULL JOIN stored m ON m.partner_id = fresh.partner_id
                 WHERE m.id IS NULL OR fresh.partner_id IS NULL OR %(differs)s
            ), changed AS (
                UPDATE kehu_metric m SET %(set)s, computed_on = %(day)s
                  FROM news
                 WHERE m.id = news.metric_id AND news.partner_id IS NOT NULL
             RETURNING 1
            ), born AS (
                INSERT INTO kehu_metric
                       (partner_id, company_id, computed_on, %(names)s)
                SELECT partner_id, %(company)s, %(day)s, %(names)s FROM news
                 WHERE metric_id IS NULL
             RETURNING 1
            ), gone AS (
                DELETE FROM kehu_metric m
                 USING news
                 WHERE m.id = news.metric_id AND news.partner_id IS NULL
             RETURNING 1
            )%(usual)s
            SELECT (SELECT COUNT(*) FROM changed), (SELECT COUNT(*) FROM born),
                   (SELECT COUNT(*) FROM gone)
            """,
            **{
                "with": self._with(q),
                "set": SQL(", ").join(
                    SQL("%(c)s = news.%(c)s", c=SQL.identifier(c)) for c in columns
                ),
            },
            fresh=names(columns, "fresh"),
            names=names(columns),
            differs=differs("m", "fresh", columns),
            company=q.company_id,
            day=q.day,
            among=q.among("m.partner_id"),
            usual=self._keep_usual(q),
        )

    @api.model
    def _keep_usual(self, q):
        """Keep each audience's usual rhythm, for those who read a forecast by day.

        Only over all customers: people who refresh one each would write one row.
        """
        if q.only is not None:
            return SQL()
        return SQL(
            """
            , usual AS (
                INSERT INTO kehu_audience_rhythm AS u
                       (company_id, audience_id, usual_days)
                SELECT %s, audience_id, usual FROM cuts WHERE usual IS NOT NULL
                    ON CONFLICT (company_id, audience_id) DO UPDATE
                   SET usual_days = EXCLUDED.usual_days
                 WHERE u.usual_days IS DISTINCT FROM EXCLUDED.usual_days
            )
            """,
            q.company_id,
        )


#: Figures that pass through as the customer's own parts computed them.
TAKEN = (
    "active",
    "audience_id",
    "first_sale_date",
    "last_sale_date",
    "sales_12m",
    "refunds_12m",
    "net_12m",
    "net_prev_12m",
    "net_90d",
    "order_count_12m",
    "order_count",
    "sale_date_count",
    "sale_fingerprint",
    "active_months",
    "interval_median",
    "interval_mad",
    "interval_powers",
    "due_total",
    "overdue_gross",
    "prepaid_balance",
    "overdue_since",
    "has_overdue_terms",
    "received_12m",
    "invoices_due_12m",
    "invoices_late_12m",
    "loyalty_index",
)
