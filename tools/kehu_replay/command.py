"""bin/replay DATA_DIR --db DB: post the ledger, run the night, compare."""

import argparse
import datetime

import kehu_db
from kehu_dev.say import note, step

from . import compare, house, ledger, posting

LOADING = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "skip_analytic_sync": True,
}


def main(arguments):
    options = _parse(arguments)
    _prepare(options)
    with kehu_db.environment(options.db, **LOADING) as env:
        company, differing = _load(env, options)
        _report(differing)
        if options.load_only:
            return 1 if differing else 0
        with step("The night"):
            truth = ledger.truth(options.data)
            day = datetime.date.fromisoformat(truth["as_of"])
            env["kehu.run"]._run(day)
        different = compare.table(env, company, day, truth)
    return 1 if differing or different else 0


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="bin/replay", description=__doc__)
    parser.add_argument("data", help="the folder with trade_*.csv.gz")
    parser.add_argument("--db", required=True, help="the database; made if missing")
    parser.add_argument("--limit", type=int, help="post only so many documents")
    parser.add_argument("--load-only", action="store_true", help="post, and stop there")
    return parser.parse_args(arguments)


def _prepare(options):
    if not kehu_db.exists(options.db):
        with step(f"Making {options.db}"):
            kehu_db.make(options.db, with_addon=not options.load_only)
    if not options.load_only:
        kehu_db.bring_up_to_date(options.db)


def _load(env, options):
    documents = ledger.documents(options.data)[: options.limit]
    company = house.company(env, "GBP")
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    with step("Customers and products"):
        house.raise_precision(env, _decimals(documents))
        partners = house.customers(env, company, ledger.customers(options.data))
        products = house.products(env, company, ledger.items(options.data))
    company = company.with_env(env)
    house.points(env, company)
    poster = posting.Poster(env, company, partners, products)
    return company, poster.post(documents)


def _decimals(documents):
    prices = {line.price for document in documents for line in document.lines}
    return max((-price.as_tuple().exponent for price in prices), default=2)


def _report(differing):
    for line in differing:
        note(line)
    note(f"{len(differing)} documents with another total than the ledger's")
