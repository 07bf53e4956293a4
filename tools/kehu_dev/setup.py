"""bin/setup: Odoo 19.0, its Python environment and a PostgreSQL, under .dev/."""

import argparse

from . import debian, launchers, odoo_source, places, postgres, say, venv


def prepare():
    """Everything that the other commands need; seconds when it is already there."""
    places.LOGS.mkdir(parents=True, exist_ok=True)
    debian.need("python3-venv", "ca-certificates", "postgresql", "libmagic1")
    python = venv.make("requirements.txt")
    odoo = odoo_source.find()
    postgres.start()
    launchers.write(python, odoo, postgres.environment())


def run(arguments):
    parser = argparse.ArgumentParser(prog="bin/setup", description=__doc__)
    parser.add_argument("--stop", action="store_true", help="stop the private server")
    if parser.parse_args(arguments).stop:
        return postgres.stop()
    prepare()
    say.note("Ready: .dev/odoo, .dev/python and .dev/psql")
    return 0


if __name__ == "__main__":
    say.main(run)
