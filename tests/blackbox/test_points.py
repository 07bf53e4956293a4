"""Two at the same points at one moment, over HTTP from two connections."""

from concurrent.futures import ThreadPoolExecutor

import harness
from kehu_dev import databases

#: Customers with 100 points each, and two requests each that cost all of them.
REQUESTS = """
from datetime import timedelta
today = env["kehu.facts"]._today(env.company)
gift = env["product.product"].create({"name": "Glass"})
window = env["kehu.points.window"].create({
    "name": "Now", "date_from": today, "date_end": today + timedelta(days=3),
    "gift_ids": [(0, 0, {"product_id": gift.id, "points": 100})],
})
window.action_announce()
answer = []
for number in range(6):
    shop = env["res.partner"].create({"name": f"Rich {number}", "is_company": True})
    env["kehu.points.adjustment"].create({
        "kind": "opening", "partner_id": shop.id, "points": 100, "reason": "Before",
    })._book()
    answer.append([env["kehu.redemption"].create({
        "partner_id": shop.id, "window_id": window.id,
        "line_ids": [(0, 0, {"gift_id": window.gift_ids.id})],
    }).id for _twice in range(2)])
"""
BALANCES = """
    SELECT partner_id, SUM(points) FROM kehu_points_entry
    WHERE company_id = 1 GROUP BY partner_id HAVING SUM(points) <> 0
"""
#: An invoice of 100 and two credit notes of 80 that name it, still drafts.
NOTES = """
env["account.chart.template"].try_loading("generic_coa", company=env.company)
env["kehu.points.rule"].create({
    "name": "One", "points": 1, "per": 1, "by_grade": False, "date_from": "2020-01-01",
})
answer = []
for number in range(4):
    shop = env["res.partner"].create({"name": f"Back {number}", "is_company": True})
    def move(kind, price, **values):
        return env["account.move"].create({
            "move_type": kind, "partner_id": shop.id, "invoice_date": "2026-01-01",
            "invoice_line_ids": [(0, 0, {
                "name": "Wine", "price_unit": price, "tax_ids": False,
            })], **values,
        })
    bill = move("out_invoice", 100)
    bill.action_post()
    answer.append(
        [move("out_refund", 80, reversed_entry_id=bill.id).id for _twice in range(2)]
    )
"""


def tried(api, model, method, number):
    """What the server answers: None where it was done, else the sentence."""
    try:
        api.call(model, method, ids=[number])
    except harness.ApiError as answer:
        return answer.body
    return None


def at_once(rivals, model, method, pair):
    with ThreadPoolExecutor(2) as threads:
        return list(
            threads.map(
                lambda api, number: tried(api, model, method, number), rivals, pair
            )
        )


def test_two_who_redeem_the_last_points_have_one_winner(server, database):
    pairs = harness.value(database, REQUESTS)
    groups = ["kehu_liquor.group_kehu_manager"]
    rivals = [server.api(login, groups) for login in ("giver_one", "giver_two")]
    for pair in pairs:
        said = at_once(rivals, "kehu.redemption", "action_approve", pair)
        assert said.count(None) == 1, said
        assert "these gifts cost 100" in next(filter(None, said))
    assert databases.query(BALANCES, database) == []


def test_two_credit_notes_of_one_invoice_take_no_more_than_it_earned(server, database):
    pairs = harness.value(database, NOTES)
    groups = ["account.group_account_invoice"]
    rivals = [server.api(login, groups) for login in ("clerk_one", "clerk_two")]
    for pair in pairs:
        assert at_once(rivals, "account.move", "action_post", pair) == [None, None]
    assert databases.query(BALANCES, database) == []
