"""Who is on file already: normal forms of all, and some entries against them."""

from . import clock

ENTRIES = (1, 100, 1_000)
TAKEN = """
SELECT p.name, p.phone, p.city, p.street
  FROM bench_customer c JOIN res_partner p ON p.id = c.partner_id
 ORDER BY c.n LIMIT %s
"""


def measure(env, _database):
    """Seconds of the fill and of each number of entries; nothing is kept."""

    def empty():  # as new: rows deleted would still stand in its indexes
        env.cr.execute("TRUNCATE kehu_identity CASCADE")

    fill = env["kehu.identity"]._fill
    filled, _none = clock.anew(env, fill, empty)
    empty()
    fill()
    env.cr.execute("ANALYZE kehu_identity")
    entries = _entries(env)
    asked = {
        str(count): clock.usual(env, lambda n=count: _ask(env, entries[:n]))
        for count in ENTRIES
    }
    found = sum(map(bool, _ask(env, entries)))
    env.cr.rollback()
    return {"fill": filled, "asked": asked, "entries": len(entries), "found": found}


def _entries(env):
    """Customers as somebody would enter them once more."""
    env.cr.execute(TAKEN, [max(ENTRIES)])
    names = ("name", "phone", "city", "street")
    return [
        {"is_company": True, **dict(zip(names, row, strict=True))}
        for row in env.cr.fetchall()
    ]


def _ask(env, entries):
    return env["res.partner"]._kehu_duplicates(entries)
