"""Two claims at one moment, over HTTP from two connections: one wins."""

from concurrent.futures import ThreadPoolExecutor

import harness
from kehu_dev import databases

POOL = """
role = env.ref("kehu_liquor.role_outlet").id
shops = env["res.partner"].create([
    {"name": f"Pool {number}", "is_company": True, "kehu_role_id": role}
    for number in range(8)
])
answer = env["kehu.metric"].search([("partner_id", "in", shops.ids)]).ids
"""
OWNERS = """
    SELECT partner_id, COUNT(*) FROM kehu_ownership
    WHERE NOT is_cover AND date_end IS NULL
    GROUP BY partner_id, company_id HAVING COUNT(*) > 1
"""


def claim(api, row):
    """What the pool answers: None for the winner, else the sentence."""
    try:
        api.call("kehu.pool", "action_claim", ids=[row])
    except harness.ApiError as answer:
        return answer.body
    return None


def test_two_claims_at_one_moment_have_one_winner(server, database):
    rows = harness.value(database, POOL)
    groups = ["kehu_liquor.group_kehu_user"]
    rivals = [server.api(login, groups) for login in ("rival_one", "rival_two")]
    with ThreadPoolExecutor(2) as threads:
        for row in rows:
            said = list(threads.map(lambda api, row=row: claim(api, row), rivals))
            assert said.count(None) == 1, said
            loser = next(sentence for sentence in said if sentence)
            winner = rivals[said.index(None)]
            name = ("rival_one", "rival_two")[rivals.index(winner)]
            assert f"was just taken by {name}" in loser
    assert databases.query(OWNERS, database) == []
