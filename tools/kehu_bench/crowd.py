"""What makes the bench's customers a trade: names, owners of long standing, warnings.

Duplicates are searched by name, phone and road, so these are as alike as those of
real shops: some ten thousand own names in ten cities, each with a trade word, some
with a branch. Owners own since the first document, so that many customers have been
idle for long. With the shipped rules there are twenty that warn. A filled database is
given all this once, and remembers.
"""

import kehu_db
from kehu_dev.say import step

from . import fill

VERSION = 1
SIGNS = (
    "金鸿福源聚瑞祥泰和顺德盛昌隆兴旺达华宏永恒丰裕"
    "康安宁嘉佳美玉龙凤鹤松竹梅兰川蜀江海山天"
)
CITIES = "成都 重庆 郑州 武汉 西安 长沙 济南 合肥 南京 贵阳"
TRADES = "酒业 烟酒行 商贸有限公司 名酒店 酒类销售部 超市 酒行 贸易有限公司"
ROADS = "人民路 解放路 建设路 中山路 红星路 新华路 和平路 长江路"
#: One customer's words, by its number; `luck` spreads what the number would line up.
WORDS = """
SELECT partner_id, n, luck,
       substr(%(signs)s, 1 + luck %% 43, 1)
       || substr(%(signs)s, 1 + luck / 43 %% 43, 1)
       || CASE WHEN n %% 3 > 0 THEN substr(%(signs)s, 1 + luck / 1849 %% 43, 1)
               ELSE '' END AS own,
       (%(cities)s::text[])[1 + n %% 10] AS city,
       (%(trades)s::text[])[1 + luck %% 8] AS trade,
       (%(roads)s::text[])[1 + luck / 8 %% 8] AS road
  FROM (SELECT partner_id, n, hashint4(n) & 2147483647 AS luck
          FROM bench_customer) drawn
"""
CALL = f"""
UPDATE res_partner p
   SET name = s.name, complete_name = s.name, city = s.city || '市',
       phone = s.phone, street = s.street
  FROM (SELECT partner_id, city, road || (1 + luck %% 997) || '号' AS street,
               city || own || trade
               || CASE WHEN n %% 17 = 0 THEN '(' || road || '店)' ELSE '' END AS name,
               CASE WHEN n %% 10 > 0 THEN
                    '13' || lpad((luck %% 1000000000)::text, 9, '0') END AS phone
          FROM ({WORDS}) w) s
 WHERE p.id = s.partner_id
"""


OWNED = "UPDATE kehu_ownership SET date_from = %s WHERE source = 'start'"
RULES = 20
#: Conditions of further rules, and the amount that each is about.
MORE = (
    ("[('growth', '>', 0.5), ('net_prev_12m', '>=', 10000)]", "net_12m"),
    ("[('pareto_class', '=', 'a'), ('loyalty_index', '<', 40)]", "net_12m"),
    ("[('dso', '>', 90), ('due_total', '>', 0)]", "due_total"),
    ("[('order_count_12m', '=', 1), ('net_12m', '>=', 1000)]", "net_12m"),
    ("[('lifecycle', '=', 'prospect')]", "net_12m"),
    ("[('prepaid_balance', '>', 0)]", "prepaid_balance"),
    ("[('refunds_12m', '<', -1000)]", "refunds_12m"),
    ("[('score', '>=', 80), ('last_sale_date', '<', 'today -60d')]", "net_12m"),
    ("[('quadrant', '=', 'dangerous'), ('rfm_r', '<=', 2)]", "net_12m"),
)


def ensure(database):
    """Give a filled database its names, owners and rules, once."""
    if kehu_db.recall(database).get("crowd") == VERSION:
        return
    with step(f"{database}: names, owners and warning rules as in the trade"):
        with kehu_db.transaction(database) as cursor:
            _call(cursor)
        with kehu_db.environment(database) as env:
            _own(env)
            _warn(env)
            env.cr.commit()
    kehu_db.query(database, "VACUUM ANALYZE res_partner")
    kehu_db.remember(database, crowd=VERSION)


def _call(cursor):
    words = {
        "signs": SIGNS,
        "cities": CITIES.split(),
        "trades": TRADES.split(),
        "roads": ROADS.split(),
    }
    cursor.execute(CALL, words)
    cursor.execute("DELETE FROM kehu_identity")


def _own(env):
    env["kehu.facts"]._heal_all_owners()
    env.cr.execute(OWNED, [fill.FIRST])


def _warn(env):
    """As many rules more as make twenty that the night asks."""
    rules = env["kehu.alert.rule"]
    here = rules.search_count([("trigger", "=", "night")])
    for number, (domain, amount) in enumerate(MORE[: RULES - here], 1):
        rules.create(
            {
                "name": f"Bench rule {number}",
                "domain": domain,
                "sentence": f"{{{amount}:money}}",
                "amount_field": amount,
                "tell": ("owner", "lead", "manager")[number % 3],
            }
        )
