from odoo import api, models
from odoo.tools import SQL

from . import sql_lines


class KehuSaleLines(models.Model):
    """The rows of the sales analysis: an SQL statement in place of a table.

    Another addon leaves documents out by extending `_documents_where`, adds a
    dimension or a measure to `_row_columns`, and its join to `_row_joins`.
    PostgreSQL works out only the columns that a question names.
    """

    _inherit = "kehu.sale.analysis"

    @property
    def _table_query(self):
        columns = SQL(", ").join(
            SQL("%s AS %s", value, SQL.identifier(name))
            for name, value in self._row_columns().items()
        )
        return SQL(
            "SELECT %s FROM %s WHERE %s",
            columns,
            SQL(" ").join(self._row_joins()),
            SQL(" AND ").join(self._documents_where()),
        )

    @api.model
    def _row_columns(self):
        """Columns of a row: name → SQL."""
        seasons = self.env["kehu.festival"]._season_ids()
        return {
            **sql_lines.document(),
            **sql_lines.product(),
            **sql_lines.customer(self.env["kehu.audience"]._default_audience().id),
            **sql_lines.festival("spring", seasons["spring"]),
            **sql_lines.festival("autumn", seasons["autumn"]),
            **sql_lines.measures(),
        }

    @api.model
    def _row_joins(self):
        return [sql_lines.JOINS]

    @api.model
    def _documents_where(self):
        """The conditions that a line counts; together they are accounting's own."""
        return [sql_lines.POSTED_SALES, sql_lines.UNTAXED]

    def _read_group_select(self, aggregate_spec, query):
        """Counts and averages of a group are not made of its rows' own."""
        name, _colon, function = aggregate_spec.partition(":")
        made = sql_lines.made().get(name)
        if not made or function not in ("sum", "avg"):
            return super()._read_group_select(aggregate_spec, query)
        self._field_to_sql(self._table, name, query)  # asks for the right to read it
        return SQL(made, table=SQL.identifier(self._table))
