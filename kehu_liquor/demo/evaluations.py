"""What the salespeople think of their dealers: last half-year's word and today's."""

from datetime import timedelta
from random import Random

from .ledger import SEED

#: How a payer is spoken of, on the credit axis.
CREDIT = {"prompt": 5, "prepay": 5, "fair": 3, "slow": 3, "bad": 1, "stuck": 1}
#: How a buyer does, on the ability axis.
ABILITY = {"growing": 4, "steady": 3, "erratic": 3, "falling": 2, "wavering": 2}
OBSTACLES = (
    ("competitor", "竞品给了陈列费,下月谈联合堆头"),
    ("margin", "对比本地同档酒毛利,补一款中档酱酒"),
    ("grievance", "去年破损退货拖了两个月,主管登门致歉并补发"),
    ("range", "婚宴装缺货,试销礼盒两款"),
)


class Judgements:
    """Each dealer judged twice; the last time some wait, one is being prepared."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        self.rng = Random(f"{SEED}:evaluations")

    def judge(self):
        dealers = [
            row
            for row in self.register.rows
            if row.role == "distributor" and row.habit and row.owner
        ]
        for number, row in enumerate(dealers):
            self._judge(row, self.today - timedelta(days=184), "approved", number)
            state = (
                "draft" if number == 5 else "done" if number % 4 == 3 else "approved"
            )
            self._judge(row, self.today, state, number)

    def _judge(self, row, day, state, number):
        partner = self.register.partners[row.ref]
        rows = self.env["kehu.evaluation"].sudo()
        judged = rows.create({"partner_id": partner.id, "day": day})
        for line in judged.line_ids.filtered(lambda line: not line.is_fact):
            usual = CREDIT if line.axis == "credit" else ABILITY
            key = row.payer if line.axis == "credit" else row.habit
            mark = usual.get(key, 2) + self.rng.choice((-1, 0, 0, 1))
            line.mark = str(min(5, max(1, mark)))
        if state != "draft":
            judged.write(self._steps(row, state, day, number))

    def _steps(self, row, state, day, number):
        steps = {"state": state, "done_by_id": self.users[row.owner].id, "done_on": day}
        if state == "approved":
            lead = self.users["lead"].id
            steps |= {"approved_by_id": lead, "approved_on": day}
        if number % 3 == 1:
            obstacle, plan = OBSTACLES[number % len(OBSTACLES)]
            steps |= {"obstacle": obstacle, "obstacle_plan": plan}
        return steps
