from odoo import api, models
from odoo.tools import SQL

from . import sql_contracts, sql_lines

#: Shares of a group: what was reached over what was aimed at.
RATES = {
    "sales_rate": ("sales_done", "sales_target"),
    "cash_rate": ("cash_done", "cash_target"),
    "case_rate": ("cases_done", "case_target"),
}
#: What was reached where something was aimed at, beside the columns that are fields.
AIMED = "aimed_"


class KehuContractRows(models.Model):
    """The rows of the progress report: a statement in place of a table."""

    _inherit = "kehu.contract.progress"

    @property
    def _table_query(self):
        columns = SQL(", ").join(
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in self._row_columns().items()
        )
        return SQL(
            """
            %s SELECT %s FROM (%s) r
              JOIN kehu_contract ct ON ct.id = r.contract_id
              JOIN res_company c ON c.id = ct.company_id
              JOIN res_partner p ON p.id = ct.partner_id
            """,
            self.env["kehu.facts"]._contract_parts(SQL("TRUE")),
            columns,
            sql_contracts.rows(),
        )

    @api.model
    def _row_columns(self):
        """Columns of a row: name → SQL."""
        seasons = self.env["kehu.festival"]._season_ids()
        day = SQL("r.date")
        rates = {
            name: SQL(
                "r.%s / NULLIF(r.%s, 0)", SQL.identifier(done), SQL.identifier(aim)
            )
            for name, (done, aim) in RATES.items()
        }
        return {
            "id": SQL(
                "row_number() OVER (ORDER BY r.contract_id, r.date, r.source,"
                " r.base, r.category_id)"
            ),
            **{name: SQL("r.%s", SQL.identifier(name)) for name in OWN},
            "company_id": SQL("ct.company_id"),
            "currency_id": SQL("c.currency_id"),
            "partner_id": SQL("ct.partner_id"),
            "kind": SQL("ct.kind"),
            "state": SQL("ct.state"),
            "user_id": SQL("p.user_id"),
            "territory_id": SQL("p.kehu_territory_id"),
            **sql_lines.festival("spring", seasons["spring"], day),
            **sql_lines.festival("autumn", seasons["autumn"], day),
            **rates,
            **{
                AIMED + done: SQL(
                    "CASE WHEN ct.%s > 0 THEN r.%s END",
                    SQL.identifier(aim),
                    SQL.identifier(done),
                )
                for done, aim in RATES.values()
            },
        }

    def _read_group_select(self, aggregate_spec, query):
        """The rate of a group is not made of its rows' own.

        What a contract brings of which it aims at nothing reaches no other's target.
        """
        name, _colon, function = aggregate_spec.partition(":")
        if name not in RATES or function not in ("sum", "avg"):
            return super()._read_group_select(aggregate_spec, query)
        self._field_to_sql(self._table, name, query)  # asks for the right to read it
        done, aim = RATES[name]
        return SQL(
            "(SUM(%s) / NULLIF(SUM(%s), 0))::float8",
            SQL.identifier(self._table, AIMED + done),
            SQL.identifier(self._table, aim),
        )


#: What a row has of its own.
OWN = (
    "contract_id",
    "date",
    "category_id",
    "document",
    "sales_target",
    "sales_done",
    "cash_target",
    "cash_done",
    "case_target",
    "cases_done",
    "bottles_done",
)
