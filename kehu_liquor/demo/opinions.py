"""What the town's salespeople think of their customers, and the manager's next plan."""

from datetime import timedelta

from odoo import Command

from .people import dice

#: How a habit of buying colours the answers: the middle of a 1–5 scale.
MIDDLE = {"growing": 4, "new": 4, "steady": 3, "erratic": 3, "falling": 2, "silent": 2}
#: The outlets' next scheme: fact → weight; the questions complete it to 100.
NEXT_OUTLETS = {
    "rfm_m": 25,
    "rfm_f": 15,
    "growth": 15,
    "paid_on_time_share": 15,
    "loyalty_index": 10,
}
ASKED = {"potential": 12, "influence": 8}


def ask_around(env, register, users, today):
    """Two of three customers with an owner have answers, some a second, newer one."""
    for login in ("sales", "sales2"):
        rows = [row for row in register.rows if row.owner == login]
        answers = env["kehu.answer"].with_user(users[login]).sudo()
        answers.create(
            [one for row in rows for one in _answers(env, register, row, today)]
        )


def _answers(env, register, row, today):
    rng = dice(row, "answers")
    if rng.random() > 0.66:
        return
    partner = register.partners[row.ref]
    for name in ("potential", "influence", "cooperation"):
        question = env.ref(f"kehu_liquor.question_{name}")
        if not question._is_asked_of(partner._kehu_audience()):
            continue
        for _time in range(rng.choice((1, 1, 2))):
            value = MIDDLE.get(row.habit, 3) + rng.choice((-1, -1, 0, 0, 1, 1, 2))
            yield {
                "partner_id": partner.id,
                "company_id": register.company.id,
                "question_id": question.id,
                "value": max(1, min(5, value)),
                "day": today - timedelta(days=rng.randint(3, 200)),
            }


def draft_next_scheme(env, manager):
    """A draft for the outlets that also counts what people answer, to be tried."""
    scheme = env.ref("kehu_liquor.scheme_outlet")
    weights = NEXT_OUTLETS | {
        f"question_{env.ref(f'kehu_liquor.question_{name}').id}": weight
        for name, weight in ASKED.items()
    }
    env["kehu.scheme"].with_user(manager).sudo().create(
        {
            "name": "终端",
            "audience_id": scheme.audience_id.id,
            "version": scheme.version + 1,
            "criterion_ids": [
                Command.create({"fact": fact, "weight": weight})
                for fact, weight in weights.items()
            ],
        }
    )
