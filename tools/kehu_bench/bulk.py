"""Filling large tables of a database quickly, in the way a restore does it."""

import contextlib

PARTIAL = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint
 WHERE contype = 'f' AND (conrelid = ANY(%(tables)s::regclass[])
                          OR confrelid = ANY(%(tables)s::regclass[]))
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index
 WHERE indrelid = ANY(%(tables)s::regclass[]) AND NOT indisprimary
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextlib.contextmanager
def bare(cursor, tables):
    """While inside, `tables` have no foreign keys and no index but the primary one."""
    wanted = {"tables": list(tables)}
    cursor.execute(PARTIAL, wanted)
    keys = cursor.fetchall()
    cursor.execute(INDEXES, wanted)
    indexes = cursor.fetchall()
    for table, name, _definition in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


@contextlib.contextmanager
def later(cursor, table, key):
    """While inside, a foreign key may point to rows that are yet to come."""
    alter = f"ALTER TABLE {table} ALTER CONSTRAINT {key}"
    cursor.execute(f"{alter} DEFERRABLE INITIALLY DEFERRED")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(f"{alter} NOT DEFERRABLE")


def clone(cursor, table, pattern, source, order, **values):
    """Insert one copy of row `pattern` of `table` per row of `source`.

    :param source: a table or a bracketed query, known as ``s``
    :param order: the order in which rows go to the table, over ``s``
    :param values: column → SQL over ``s`` instead of the pattern's value; columns
        that the table does not have are left out
    :return: number of rows
    """
    names = columns(cursor, table)
    listed = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join(values.get(name, f'p."{name}"') for name in names)
    cursor.execute(
        f"INSERT INTO {table} ({listed}) SELECT {taken}"
        f"  FROM (SELECT * FROM {table} WHERE id = %s) p, {source} s ORDER BY {order}",
        [pattern],
    )
    return cursor.rowcount


def columns(cursor, table):
    """Names of a table's columns."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
        " AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return [row[0] for row in cursor.fetchall()]


def top(cursor, table):
    """The highest id of a table."""
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
    return cursor.fetchone()[0]


def settle(cursor, *tables):
    """Let Odoo's sequences go on behind the ids that were given here."""
    for table in tables:
        cursor.execute(f"SELECT setval('{table}_id_seq', {top(cursor, table)} + 1)")
