"""People who own customers, pools and handovers: words for what they do."""

from datetime import timedelta

from odoo.fields import Command

from .common import TODAY, KehuTeamCase


def ahead(days):
    """The date so many days from today."""
    return TODAY + timedelta(days=days)


class OwnershipCase(KehuTeamCase):
    """The team, with three owned outlets and one in the pool."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["kehu.pool.rule"].search([]).active = False
        cls.pooled = cls.make_customer(
            "Pooled", "outlet", phone="028 1111 2222", city="Chengdu"
        )
        cls.successor = cls.make_user("successor", "kehu_liquor.group_kehu_user")

    def as_user(self, user):
        return self.env(user=user, context={"allowed_company_ids": self.company.ids})

    def owner(self, partner, company=None):
        owners = self.env["kehu.ownership"]._owners(partner, company or self.company)
        return owners.get(partner.id, self.env["res.users"])

    def rows(self, partner, company=None):
        """A customer's owners, oldest first."""
        company = company or self.company
        return self.env["kehu.ownership"].search(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)],
            order="id",
        )

    def told(self, partner):
        """Owners as ``(login, first day, last day, how)``, oldest first."""
        return [
            (row.user_id.login, row.date_from, row.date_end, row.source)
            for row in self.rows(partner)
        ]

    def pool_row(self, partner, user=None):
        """The customer as the pool shows it."""
        row = self.env["kehu.pool"].browse(self.metric(partner).id)
        return row.with_user(user) if user else row

    def claim(self, partner, user):
        self.pool_row(partner, user).action_claim()
        return self.claims(partner)[-1]

    def claims(self, partner):
        return self.env["kehu.claim"].search(
            [("partner_id", "=", partner.id)], order="id"
        )

    def remind(self, partner, user, summary="Bring the samples"):
        return self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get("res.partner").id,
                "res_id": partner.id,
                "user_id": user.id,
                "summary": summary,
                "date_deadline": TODAY,
            }
        )

    def confirmed(self, leaver, successor, **values):
        """A handover that both sides said yes to."""
        handover = self.env["kehu.handover"].create(
            {
                "leaver_id": leaver.id,
                "successor_id": successor.id,
                "date": TODAY,
                "company_id": self.company.id,
                **values,
            }
        )
        handover.action_preview()
        handover.with_user(leaver).action_confirm()
        for user in handover.successor_ids:
            handover.with_user(user).action_confirm()
        self.assertEqual(handover.state, "confirmed")
        return handover

    @classmethod
    def second_company(cls):
        """Another company, where everybody works too."""
        company = cls.make_company("Wuyi North")
        users = cls.seller + cls.colleague + cls.manager + cls.successor + cls.stranger
        users.company_ids = [Command.link(company.id)]
        return company
