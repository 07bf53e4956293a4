"""A pytest plugin: of tests side by side each process has files of its own.

Each has its own copy of the database already, but pytest-odoo lets all of them use one
folder of files. What one process was still writing, or cleaned away, another one read
as empty.
"""

import os
from pathlib import Path
from unittest import mock

import pytest

from . import databases


@pytest.fixture(scope="session", autouse=True)
def own_files(load_registry):
    """A copy of the common files for this process, as long as it lasts."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        yield
        return
    from odoo.tools import config

    common = Path(config.filestore(config["db_name"]))
    own = common.with_name(f"{common.name}-{worker}")
    elsewhere = mock.patch.object(config, "filestore", return_value=str(own))
    with databases.lent_files(common, own), elsewhere:
        yield
