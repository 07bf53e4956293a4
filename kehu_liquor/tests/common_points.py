"""A house that gives points: rules, invoices of several lines, a window with gifts."""

from datetime import timedelta

from odoo.fields import Command

from .common import TODAY, KehuTeamCase, ago


class PointsCase(KehuTeamCase):
    """One point for every yuan, unless a test says otherwise; an accountant at hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = cls.env["kehu.points.entry"]
        cls.rules = cls.env["kehu.points.rule"]
        cls.rules.with_context(active_test=False).search([]).active = False
        cls.company.kehu_points_expiry = "never"
        cls.wine = cls.make_product("Wine")
        cls.beer = cls.make_product("Beer")
        cls.accountant = cls.make_user(
            "accountant_points",
            "account.group_account_user",
            "account.group_account_invoice",
        )

    @classmethod
    def make_product(cls, name, **values):
        return cls.env["product.product"].create({"name": name, **values})

    @classmethod
    def rule(cls, **values):
        return cls.rules.create(
            {
                "name": "Tried",
                "points": 1,
                "per": 1,
                "by_grade": False,
                "date_from": ago(1000),
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def draft(cls, kind, partner, lines, day=TODAY, **values):
        """A draft; lines are ``(product, quantity, price)``, tax as a fourth."""
        return (
            cls.env["account.move"]
            .with_company(values.get("company_id", cls.company.id))
            .create(
                {
                    "move_type": kind,
                    "partner_id": partner.id,
                    "invoice_date": day,
                    "date": day,
                    "invoice_payment_term_id": False,
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "product_id": product and product.id,
                                "name": product.name if product else "Allowance",
                                "quantity": quantity,
                                "price_unit": price,
                                "tax_ids": [Command.set(tax[0].ids if tax else [])],
                            }
                        )
                        for product, quantity, price, *tax in lines
                    ],
                    **values,
                }
            )
        )

    @classmethod
    def posted(cls, kind, partner, lines, day=TODAY, **values):
        move = cls.draft(kind, partner, lines, day, **values)
        move.action_post()
        return move

    @classmethod
    def bill(cls, partner, *lines, day=TODAY, **values):
        return cls.posted("out_invoice", partner, lines, day, **values)

    @classmethod
    def credit(cls, partner, *lines, of=None, day=TODAY, **values):
        """A credit note; ``of`` is the invoice that it names."""
        if of:
            values["reversed_entry_id"] = of.id
        return cls.posted("out_refund", partner, lines, day, **values)

    def balance(self, partner, day=None, company=None):
        company = company or self.company
        return self.entries._balances(partner, company, day)[partner.id]

    def of(self, move):
        """Kind and points of a document's entries, oldest first."""
        self.env.flush_all()
        entries = self.entries.search([("move_id", "=", move.id)], order="id")
        return [(entry.kind, entry.points) for entry in entries]

    def assertPoints(self, partner, expected, company=None):
        company = company or self.company
        self.assertEqual(self.balance(partner, company=company), expected)
        self.assertAgrees(company)

    def assertAgrees(self, company=None):
        """Every document agrees with the ledger."""
        company = company or self.company
        differences = self.env["kehu.points.difference"]
        found = differences._check(company)
        rows = differences.search([("company_id", "=", company.id)])
        self.assertEqual(found, 0, rows.mapped("document"))

    # ------------------------------------------------------------- redeeming
    @classmethod
    def window(cls, *gifts, **values):
        """An announced window; gifts are ``(product, points, how many)``."""
        window = cls.env["kehu.points.window"].create(
            {
                "name": "June",
                "company_id": cls.company.id,
                "date_from": ago(5),
                "date_end": TODAY + timedelta(days=5),
                "gift_ids": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "points": points,
                            "quantity": number,
                        }
                    )
                    for product, points, number in gifts
                ],
                **values,
            }
        )
        window.action_announce()
        return window

    def ask(self, partner, window, *wanted, user=None):
        """A redemption; wanted are ``(number of the gift, quantity)``."""
        return (
            self.env["kehu.redemption"]
            .with_user(user or self.seller)
            .create(
                {
                    "partner_id": partner.id,
                    "window_id": window.id,
                    "line_ids": [
                        Command.create(
                            {"gift_id": window.gift_ids[gift].id, "quantity": quantity}
                        )
                        for gift, quantity in wanted or [(0, 1)]
                    ],
                }
            )
        )

    def redeem(self, partner, window, *wanted):
        redemption = self.ask(partner, window, *wanted)
        redemption.with_user(self.manager).action_approve()
        return redemption
