"""Whose customers they were, who claims what, and a handover that lies ready."""

from datetime import timedelta

LONG, BEFORE = 720, 75  # days since the first owner, and since some changed hands
CHANGED = 5  # every so many-th customer of the first salesperson was the second's
CLAIMED = (("sales", "老同学介绍，已约见面"), ("sales2", "就在我的线路上"))
PROMISES = (
    ("送货：陈酿 20 件", 3),
    ("补端午堆头", 6),
    ("带新品样酒", 8),
    ("对账并取回签收单", 12),
    ("送陈列架", 15),
)
DISPUTE = "老板是我老客户介绍来的，去年就谈过"
SETTLED = "门头是我谈下来的，上月还送了样酒"
WHY = "三月起一直由他拜访送货，没有断过"


class Owners:
    """Writes the past of owners, then lets people claim, dispute and prepare."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users

    def settle(self):
        self._backdate()
        self._promise()
        self._claim()
        self._dispute()
        self._prepare()

    def _rows(self, login):
        return [row for row in self.register.rows if row.owner == login]

    def _ago(self, days):
        return self.today - timedelta(days=days)

    def _backdate(self):
        """Owners since the books begin; some customers changed hands."""
        facts = self.env["kehu.facts"]
        partners = self.register.partners
        changed = [partners[row.ref] for row in self._rows("sales")[::CHANGED]]
        moved = {partner.id for partner in changed}
        owned = self.env["kehu.ownership"].search(
            [("company_id", "=", self.company.id), ("date_end", "=", False)]
        )
        since = [
            (row.id, self._ago(BEFORE if row.partner_id.id in moved else LONG))
            for row in owned
        ]
        facts._update("kehu.ownership", ["date_from"], since)
        names = ("partner_id", "company_id", "user_id", "is_cover")
        before = (self.users["sales2"].id, False)
        dates = (self._ago(LONG), self._ago(BEFORE + 1), "start")
        facts._insert(
            "kehu.ownership",
            (*names, "date_from", "date_end", "source"),
            [(partner.id, self.company.id, *before, *dates) for partner in changed],
        )

    def _promise(self):
        """What the second salesperson still owes to customers."""
        model = self.env["ir.model"]._get("res.partner").id
        rows = self._rows("sales2")[: len(PROMISES)]
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": model,
                    "res_id": self.register.partners[row.ref].id,
                    "user_id": self.users["sales2"].id,
                    "summary": what,
                    "date_deadline": self.today + timedelta(days=days),
                }
                for row, (what, days) in zip(rows, PROMISES, strict=False)
            ]
        )

    def _claim(self):
        pool = self._rows("")
        for number, (login, note) in enumerate(CLAIMED[: len(pool)]):
            partner = self.register.partners[pool[number].ref]
            claims = self.env["kehu.claim"].sudo()
            claim = claims._take(partner, self.users[login], self.company)
            claim.sudo().write(
                {"note": note, "date_end": self.today + timedelta(days=9 + 20 * number)}
            )

    def _dispute(self):
        """The second salesperson's customer, claimed by the first."""
        shops = [row for row in self._rows("sales2") if row.role == "outlet"]
        for row, note in zip(shops, (DISPUTE, SETTLED), strict=False):
            claim = (
                self.env["kehu.claim"]
                .sudo()
                .create(
                    {
                        "partner_id": self.register.partners[row.ref].id,
                        "user_id": self.users["sales"].id,
                        "company_id": self.company.id,
                        "note": note,
                    }
                )
            )
        self._decide(claim.conflict_id)

    def _decide(self, conflict):
        """The manager leaves a customer with whom it was."""
        conflict.write({"winner_id": self.users["sales2"].id, "reason": WHY})
        conflict.with_user(self.users["manager"]).action_decide()

    def _prepare(self):
        """The second salesperson leaves next month; the preview is there."""
        theirs = [self.register.partners[row.ref].id for row in self._rows("sales2")]
        self.env["res.partner"].browse(theirs)._kehu_refresh(self.company)
        handover = (
            self.env["kehu.handover"]
            .sudo()
            .create(
                {
                    "leaver_id": self.users["sales2"].id,
                    "successor_id": self.users["sales"].id,
                    "company_id": self.company.id,
                    "date": (self.today.replace(day=1) + timedelta(days=32)).replace(
                        day=1
                    ),
                    "reason": "调往绵阳办事处",
                }
            )
        )
        handover._preview()
        largest = handover.line_ids.sorted("due_total", reverse=True)
        largest[1:3].write({"successor_id": self.users["lead"].id})
