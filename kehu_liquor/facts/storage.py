"""Writing many rows at once: what changed, and nothing else."""

from io import StringIO

from psycopg2.extras import execute_values

from odoo.tools import SQL

CHUNK = 5000
COPY_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def names(columns, table=None):
    """A list of column names, of ``table`` if given."""
    path = (table,) if table else ()
    return SQL(", ").join(SQL.identifier(*path, column) for column in columns)


def differs(left, right, columns):
    """The condition that two rows differ in any of ``columns``."""
    sides = [
        SQL(", ").join(SQL.identifier(side, column) for column in columns)
        for side in (left, right)
    ]
    return SQL("(%s) IS DISTINCT FROM (%s)", *sides)


def insert(cr, table, columns, rows):
    """Insert tuples, thousands a statement. :return: ids in the order of ``rows``"""
    if not rows:
        return []
    quoted = ", ".join(f'"{column}"' for column in columns)
    found = execute_values(
        cr._obj,
        f'INSERT INTO "{table}" ({quoted}) VALUES %s RETURNING id',
        rows,
        page_size=CHUNK,
        fetch=True,
    )
    return [row[0] for row in found]


def pour(cr, table, columns, rows):
    """Append tuples whose ids nobody asks for: a COPY, the quickest way in."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    text = StringIO("".join("\t".join(map(_copied, row)) + "\n" for row in rows))
    cr._obj.copy_expert(f'COPY "{table}" ({quoted}) FROM STDIN', text)


def _copied(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if not isinstance(value, str):
        return str(value)
    return value.translate(COPY_ESCAPES)


def update(cr, table, columns, rows, types):
    """Set ``columns`` of rows given as ``(id, value, …)``; ``types`` casts them."""
    if not rows:
        return
    pairs = list(zip(columns, types, strict=True))
    sets = ", ".join(f'"{column}" = v."{column}"::{kind}' for column, kind in pairs)
    keys = ", ".join(f'"{column}"' for column in ("id", *columns))
    execute_values(
        cr._obj,
        f'UPDATE "{table}" m SET {sets} FROM (VALUES %s) AS v ({keys})'
        " WHERE m.id = v.id::int",
        rows,
        page_size=CHUNK,
    )
