"""A standard for outlets, and customers who have yet to meet it."""

from odoo.fields import Command

from .common import TODAY, KehuTeamCase, ago


class OpeningCase(KehuTeamCase):
    """A licence with number and end date, a photo, a tick that is optional, money."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.openings = cls.env["kehu.opening"]
        cls.standard = cls.env["kehu.opening.standard"].create(
            {
                "name": "Outlet",
                "role_id": cls.env.ref("kehu_liquor.role_outlet").id,
                "company_id": cls.company.id,
                "order_limit": 3000,
                "date_from": ago(100),
                "requirement_ids": [
                    Command.create(values)
                    for values in (
                        {
                            "kind": "licence",
                            "name": "Licence",
                            "needs_number": True,
                            "needs_date_end": True,
                        },
                        {"name": "Photo", "needs_file": True},
                        {"name": "Shelf", "is_mandatory": False},
                        {"kind": "payment", "name": "First", "amount": 500},
                    )
                ],
            }
        )

    def begin(self, partner=None, user=None):
        partner = (partner or self.own).with_user(user or self.seller)
        action = partner.action_kehu_opening()
        return self.openings.browse(action["res_id"])

    def line(self, opening, name):
        return opening.line_ids.filtered(lambda line: line.name == name)

    def show_papers(self, opening, until=None, user=None):
        lines = opening.with_user(user or self.seller).line_ids
        until = until or TODAY.replace(year=TODAY.year + 1)
        lines.filtered(lambda x: x.name == "Licence").write(
            {"number": "JY15101", "date_end": until}
        )
        lines.filtered(lambda x: x.name == "Photo").write(
            {"file": b"aGVsbG8=", "file_name": "shop.txt"}
        )

    def open_account(self, partner=None, until=None):
        """All the way: applied by the seller, checked by the lead, approved."""
        seller = (partner or self.own).user_id
        opening = self.begin(partner, seller)
        self.show_papers(opening, until, seller)
        self.prepay(partner or self.own, amount=500)
        opening.with_user(seller).action_apply()
        opening.with_user(self.lead).action_check()
        opening.with_user(self.manager).action_approve()
        return opening
