from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from . import sql_foresight


class KehuFactsForesight(models.AbstractModel):
    """What the forecast needs beside a customer's own row."""

    _inherit = "kehu.facts"

    @api.model
    def _expected_date(self, alias):
        """SQL: the day on which the next order is expected, from a `kehu.metric` row.

        By the rule the last sale plus the rhythm; by forecast what
        `engine.foresight` says today, never a day that is past.
        """
        by = [("kehu_silence_by", "=", "forecast")]
        forecast = self.env["res.company"].sudo().search(by)
        if not forecast:
            return SQL.identifier(alias, "next_order_date")
        row, usual = SQL.identifier(alias), self._usual_days(alias)
        last = SQL("%s.last_sale_date", row)
        quiet = SQL("GREATEST(%s - %s, 0)", self._as_of(forecast, alias), last)
        days = sql_foresight.expected(
            forecast[0]._kehu_foresight(),
            quiet=quiet,
            count=SQL("(%s.sale_date_count - 1)", row),
            powers=SQL("%s.interval_powers", row),
            usual=usual,
        )
        return SQL(
            "CASE WHEN %(row)s.company_id = ANY(%(companies)s) AND %(row)s.has_rhythm"
            " AND %(usual)s > 0 THEN %(last)s"
            " + GREATEST(floor(%(days)s + 0.5)::int, %(quiet)s + 1)"
            " ELSE %(row)s.next_order_date END",
            row=row,
            companies=forecast.ids,
            usual=usual,
            last=last,
            days=days,
            quiet=quiet,
        )

    @api.model
    def _usual_days(self, alias):
        """SQL: the usual rhythm of the row's audience; NULL before the first night."""
        return SQL(
            "(SELECT u.usual_days FROM kehu_audience_rhythm u"
            " WHERE u.company_id = %(row)s.company_id"
            " AND u.audience_id = %(row)s.audience_id)",
            row=SQL.identifier(alias),
        )

    @api.model
    def _as_of(self, companies, alias):
        """SQL: the day a row holds for, as `kehu.metric.as_of` tells it."""
        days = self.env["kehu.run"]._last_days(companies)
        known = [
            SQL("WHEN %s THEN %s::date", company.id, day)
            for company, day in days.items()
        ]
        computed_on = SQL.identifier(alias, "computed_on")
        if not known:
            return computed_on
        return SQL(
            "GREATEST(%s, CASE %s %s END)",
            computed_on,
            SQL.identifier(alias, "company_id"),
            SQL(" ").join(known),
        )


class KehuMetricExpected(models.Model):
    """Lists sort, group and filter by the expected day, which nobody stores."""

    _inherit = "kehu.metric"

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "expected_date":
            self._check_field_access(self._fields[field_expr], "read")
            return self.env["kehu.facts"]._expected_date(alias)
        return super()._field_to_sql(alias, field_expr, query)

    def _search_expected_date(self, operator, value):
        if operator not in COMPARED:
            return NotImplemented

        def condition(model, alias, query):
            day = model._field_to_sql(alias, "expected_date", query)
            if operator != "in":
                return SQL("%s %s %s", day, SQL(operator), value)
            known = [found for found in value if found]
            among = SQL("COALESCE(%s = ANY(%s::date[]), FALSE)", day, known)
            missing = SQL("%s IS NULL", day) if False in value else SQL("FALSE")
            return SQL("(%s OR %s)", among, missing)

        return Domain.custom(to_sql=condition)


#: Operators that a filter on a day may use.
COMPARED = ("<", "<=", ">", ">=", "in")
