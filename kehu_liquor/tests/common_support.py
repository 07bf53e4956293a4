"""A rack for a dealer: a budget, who asks, who approves, and who pays."""

import base64
from contextlib import contextmanager

from odoo.fields import Command

from .common import TODAY, KehuTeamCase, ago

PICTURE = base64.b64encode(b"a picture of the rack")


class SupportCase(KehuTeamCase):
    """100,000 for display racks in June; two approve from 20,000 on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supports = cls.env["kehu.support"]
        cls.rack = cls.env.ref("kehu_liquor.support_kind_rack")
        cls.visit = cls.env.ref("kehu_liquor.support_kind_supervisor")
        cls.manager2 = cls.make_user("manager2", "kehu_liquor.group_kehu_manager")
        cls.budget = cls.plan(100000)
        cls.company.kehu_support_second_from = 20000

    @classmethod
    def plan(cls, amount, kinds=None, **values):
        kinds = cls.rack if kinds is None else kinds
        return cls.env["kehu.budget"].create(
            {
                "name": "Racks in June",
                "company_id": cls.company.id,
                "kind_ids": [Command.set(kinds.ids)],
                "date_from": TODAY.replace(day=1),
                "date_to": TODAY.replace(month=12, day=31),
                "base_amount": amount,
                **values,
            }
        )

    def draft(self, amount=18000, partner=None, user=None, **values):
        partner = partner or self.own
        return self.supports.with_user(user or partner.user_id).create(
            {
                "partner_id": partner.id,
                "kind_id": self.rack.id,
                "date_from": TODAY,
                "date_to": TODAY.replace(month=7),
                "requested_amount": amount,
                "note": "Two racks at the entrance",
                **values,
            }
        )

    def ask(self, amount=18000, partner=None, user=None, **values):
        support = self.draft(amount, partner, user, **values)
        support.action_request()
        return support.sudo()

    def promise(self, amount=18000, partner=None, **values):
        """Asked for and approved; nobody is left out."""
        support = self.ask(amount, partner, **values)
        support.with_user(self.manager).action_approve()
        if support.state == "checked":
            support.with_user(self.manager2).action_approve()
        self.assertEqual(support.state, "approved")
        return support

    def prove(self, support):
        """Delivered, and all evidence shown, by the salesperson."""
        mine = support.with_user(support.user_id)
        mine.action_deliver()
        for line in mine.evidence_ids:
            line.write({"file": PICTURE} if line.needs_file else {"is_done": True})
        mine.action_prove()
        return support

    def bill(self, support, amount, partner=None, kind="in_invoice", post=True, **line):
        values = {
            "name": "Racks",
            "price_unit": amount,
            "tax_ids": False,
            "kehu_support_id": support.id,
            **line,
        }
        partner = partner or support.payee_id
        moves = self.env["account.move"].with_company(self.company)
        move = moves.create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "invoice_date": TODAY,
                "date": TODAY,
                "invoice_line_ids": [Command.create(values)],
            }
        )
        if post:
            move.action_post()
        return move

    def answer(self, support, act, user, **values):
        wizard = self.env["kehu.support.answer"].with_user(user)
        answer = wizard.create({"support_id": support.id, "act": act, **values})
        return answer.action_apply()

    @contextmanager
    def refused(self, kind, words):
        """Refused with these words, and nothing of it stays."""
        with self.assertRaisesRegex(kind, words), self.cr.savepoint():
            yield

    def row(self, support, key, user=None):
        """A line of the approver's card."""
        support.invalidate_recordset()
        rows = support.with_user(user or self.manager).review["rows"]
        return {row["key"]: row for row in rows}.get(key)

    def delivered_long_ago(self, days=100, **values):
        """A support of the past, as the database has it."""
        support = self.supports.create(
            {
                "partner_id": self.own.id,
                "kind_id": self.rack.id,
                "date_from": ago(days),
                "date_to": ago(days - 10),
                "requested_amount": 5000,
                **values,
            }
        )
        support.write(
            {"state": "delivered", "name": "ZC-OLD", "delivered_on": ago(days)}
        )
        return support
