"""What bin/setup leaves under .dev/: odoo, python, psql and Odoo's configuration."""

import shlex

from . import places

CONFIG = """[options]
addons_path = {root}
data_dir = {data}
http_interface = 127.0.0.1
http_port = 8069
gevent_port = 8072
db_maxconn = 24
list_db = True
max_cron_threads = 1
limit_time_real = 0
limit_time_cpu = 0
"""

SCRIPT = """#!/usr/bin/env bash
# Written by bin/setup.
{exports}
if ! [ -x {python} ]; then
    echo "The Python environment is gone: run bin/setup again." >&2
    exit 1
fi
if ! psql -qAtXc 'SELECT 1' postgres >/dev/null 2>&1; then
    # stopped, perhaps by a reboot
    PYTHONPATH={tools} python3 -m kehu_dev.postgres >&2 || exit 1
fi
exec {command} "$@"
"""


def write(python, odoo, env):
    library = places.DEV / "lib"
    library.mkdir(exist_ok=True)
    _link(library / "odoo", odoo / "odoo")
    places.DATA.mkdir(exist_ok=True)
    text = CONFIG.format(root=places.ROOT, data=places.DATA)
    if not places.CONFIG.exists() or places.CONFIG.read_text() != text:
        places.CONFIG.write_text(text)
    env = {**env, "PYTHONPATH": str(library), "ODOO_RC": str(places.CONFIG)}
    _script("odoo", env, python, [python, "-P", "-m", "odoo"])
    beside = {**env, "PYTHONPATH": f"{library}:{places.ROOT / 'tools'}"}
    _script("python", beside, python, [python])
    _script("psql", env, python, ["psql"])


def _link(link, target):
    """Only the package `odoo` is put on the path, not what lies beside it."""
    if link.is_symlink() and link.resolve() == target.resolve():
        return
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def _script(name, env, python, command):
    exports = [f"export {key}={shlex.quote(value)}" for key, value in env.items()]
    text = SCRIPT.format(
        exports="\n".join(exports),
        python=shlex.quote(str(python)),
        tools=shlex.quote(str(places.ROOT / "tools")),
        command=shlex.join(map(str, command)),
    )
    places.write_script(places.DEV / name, text)
