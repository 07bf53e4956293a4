"""A database of the server at hand, and an Odoo environment on it.

Runs inside the interpreter of .dev/python, which knows Odoo, its configuration
and the server.
"""

import contextlib
import json

import psycopg2

import odoo.init  # noqa: F401  makes `from odoo import …` work

from kehu_dev import databases
from kehu_dev.say import step

SYSTEM = 1  # the superuser's id in every Odoo database
MEMORY = "kehu_tools"  # the system parameter that a database remembers by


@contextlib.contextmanager
def connection(name, autocommit=True):
    """A plain connection to a database, closed at the end."""
    link = psycopg2.connect(dbname=name)
    link.autocommit = autocommit
    try:
        yield link
    finally:
        link.close()


@contextlib.contextmanager
def transaction(name):
    """A cursor whose work is committed at the end, or undone on an error."""
    with connection(name, autocommit=False) as link, link, link.cursor() as cursor:
        yield cursor


def query(name, statement, *values):
    """The rows of one statement on a connection of its own; [] without rows."""
    with connection(name) as link, link.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def exists(name):
    found = query("postgres", "SELECT 1 FROM pg_database WHERE datname = %s", name)
    return bool(found)


def installed(name, module):
    """Whether an Odoo database has a module, without loading Odoo."""
    look = "SELECT state FROM ir_module_module WHERE name = %s"
    return query(name, look, module) == [("installed",)]


def make(name, with_addon=True):
    """A new database, copied from one with the core apps or with our addon."""
    if with_addon:
        databases.copy_installed(name)
        remember(name, addon=databases.addon_key())
    else:
        databases.copy(databases.core(), name)


def bring_up_to_date(name):
    """Install our addon, or upgrade it when its files have changed since."""
    key = databases.addon_key()
    if not installed(name, "kehu_liquor"):
        with step(f"Installing kehu_liquor into {name}"):
            databases.odoo(name, "-i", "kehu_liquor", log=f"install-{name}")
    elif recall(name).get("addon") != key:
        with step(f"Upgrading kehu_liquor in {name}"):
            databases.odoo(name, "-u", "kehu_liquor", log=f"install-{name}")
    remember(name, addon=key)


def recall(name):
    """What a database remembers about itself; {} when missing or not one of ours."""
    if not exists(name):
        return {}
    found = query(name, "SELECT value FROM ir_config_parameter WHERE key = %s", MEMORY)
    return json.loads(found[0][0]) if found else {}


def remember(name, **facts):
    """Add to what a database remembers about itself."""
    query(
        name,
        "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
        " ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
        MEMORY,
        json.dumps(recall(name) | facts),
    )


def drop(name):
    query("postgres", f'DROP DATABASE IF EXISTS "{name}"')


def registry(name):
    """Odoo's registry of a database, loaded in this process, quiet."""
    from odoo.modules.registry import Registry
    from odoo.tools import config

    quiet = ["--log-level=warn", "--max-cron-threads=0"]
    config.parse_config(["-d", name, *quiet], setup_logging=True)
    return Registry(name)


@contextlib.contextmanager
def environment(name, **context):
    """An Odoo environment as superuser; nothing is committed unless asked."""
    from odoo import api

    with registry(name).cursor() as cursor:
        yield api.Environment(cursor, SYSTEM, context)
