"""Server time of what people open: the overview, lists and groups of all customers.

Asked as a manager, who sees all, and lists also as a salesperson, whom record rules
and ownership narrow; beside each list the plain contact list of the same person.
"""

from . import clock

LINES = 80  # a page of a list
GROUPS = ("grade_id", "role_id", "user_id")
OWN = "kehu_liquor.group_kehu_user"
ALL = "kehu_liquor.group_kehu_manager"


def measure(env, _database):
    """Seconds of each, the median of some."""
    manager = env["res.users"].search(
        [("all_group_ids", "in", env.ref(ALL).ids), ("share", "=", False)], limit=1
    )
    seller = _seller(env)
    found = {
        "page": _usual(env, manager, _page),
        **_margins(env, manager),
        "traits": _usual(env, manager, _traits),
        "products": _usual(env, manager, _products),
        "contacts": _usual(env, seller, _contacts),
        "own": _usual(env, seller, _customers),
    }
    for model in ("kehu.metric", "kehu.sale.analysis"):
        for group in GROUPS:
            found[f"{model} {group}"] = _usual(env, manager, _grouped, model, group)
    return found


def _seller(env):
    """The salesperson with the most customers."""
    env.ref(OWN).user_ids += env["res.users"].search([("login", "=like", "bench%")])
    counts = env["kehu.metric"]._read_group(
        [("user_id", "!=", False)], ["user_id"], ["__count"]
    )
    return max(counts, key=lambda row: row[1])[0]


def _usual(env, user, ask, *what):
    mine = env(user=user.id, su=False)
    return clock.usual(mine, lambda: ask(mine, *what))


def _page(env):
    return env["kehu.overview"].get_overview({"audience_id": False})


def _margins(env, manager):
    """The night's chapter on margins and the page by margin, on committed rows.

    The bench's products have no costs, so that its nights are those of most companies:
    the cost, and what the chapter kept, are taken away again.
    """
    company = env.company
    products = env["product.product"].with_company(company).search([])
    day = env["kehu.run"]._last_days(company)[company]
    margins = env["kehu.margin"].sudo()
    products.standard_price = 30
    env.flush_all()
    try:
        chapter, _rows = clock.seconds(lambda: margins._refresh(company, day))
        env.cr.commit()
        page = _usual(env, manager, _page_by_margin)
    finally:
        env.cr.rollback()
        products.standard_price = 0
        env.flush_all()
        env.cr.execute("TRUNCATE kehu_margin")
        env.cr.commit()
    return {"margins": chapter, "margin page": page}


def _page_by_margin(env):
    asked = {"audience_id": False, "measure": "margin"}
    return env["kehu.overview"].get_overview(asked)


def _traits(env):
    return env["kehu.overview"].get_traits({"audience_id": False})


def _products(env):
    return env["kehu.overview"].get_traits({"audience_id": False}, products=True)


def _contacts(env):
    return _listed(env["res.partner"], ["name", "phone", "city", "user_id"])


def _customers(env):
    names = ["partner_id", "grade_id", "net_12m", "overdue_amount", "user_id"]
    return _listed(env["kehu.metric"], names)


def _listed(model, names):
    """A page of the list in its own order, and how many there are in all."""
    page = model.search_fetch([], names, limit=LINES)
    return page.read(names), model.search_count([], limit=10_001)


def _grouped(env, model, group):
    amount = {"kehu.metric": "net_12m:sum", "kehu.sale.analysis": "net:sum"}[model]
    return env[model].formatted_read_group([], [group], ["__count", amount])
