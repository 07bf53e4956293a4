"""Two dealers, two regions, two kinds of liquor in bottles and cases."""

from contextlib import contextmanager
from datetime import date

from odoo.fields import Command

from .common import TODAY, KehuTeamCase

YEAR = date(2026, 1, 1), date(2026, 12, 31)


class ContractCase(KehuTeamCase):
    """The year 2026; today is the last of June. Spring Festival was on 17 February."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.seller + cls.colleague + cls.stranger + cls.lead + cls.manager
        (people + cls.accountant).lang = "en_US"
        cls.contracts = cls.env["kehu.contract"]
        regions = cls.env["kehu.territory"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("East", "West")]
        )
        cls.east, cls.west = regions
        cls.dock = cls.env["kehu.territory"].create(
            {"name": "Dock", "parent_id": cls.east.id, "company_id": cls.company.id}
        )
        cls.liquor = cls.env["product.category"].create({"name": "Liquor"})
        cls.strong, cls.sauce = cls.env["product.category"].create(
            [
                {"name": name, "parent_id": cls.liquor.id}
                for name in ("Strong Aroma", "Sauce Aroma")
            ]
        )
        cls.dealer = cls.make_customer(
            "Dealer",
            "distributor",
            user_id=cls.seller.id,
            kehu_territory_id=cls.dock.id,
        )
        cls.rival = cls.make_customer("Rival", "distributor", user_id=cls.stranger.id)
        cls._make_goods()

    @classmethod
    def _make_goods(cls):
        unit = cls.env.ref("uom.product_uom_unit")
        uoms = cls.env["uom.uom"]
        cls.bottle = uoms.create(
            {"name": "Bottle", "relative_uom_id": unit.id, "relative_factor": 1}
        )
        cls.six = uoms.create(
            {
                "name": "Case of 6",
                "relative_uom_id": cls.bottle.id,
                "relative_factor": 6,
            }
        )
        cls.old, cls.young = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "categ_id": category.id,
                    "uom_id": cls.bottle.id,
                    "uom_ids": [Command.set(packs)],
                    "taxes_id": [Command.clear()],
                }
                for name, category, packs in (
                    ("Old Strong", cls.strong, cls.six.ids),
                    ("Young Sauce", cls.sauce, []),
                )
            ]
        )

    @contextmanager
    def assertRaisesRegex(self, error, words):
        """As Odoo's assertRaises: what was refused is rolled back."""
        with self.assertRaises(error) as caught:
            yield
        self.assertRegex(str(caught.exception), words)

    # ---------------------------------------------------------------- words
    @classmethod
    def prepare(cls, partner=None, user=None, **values):
        """A draft for the year, by default of the seller with the dealer."""
        partner = partner or cls.dealer
        return cls.contracts.with_user(user or partner.user_id).create(
            {
                "partner_id": partner.id,
                "date_from": YEAR[0],
                "date_end": YEAR[1],
                "territory_ids": [Command.create(cls.row(cls.east))],
                **values,
            }
        )

    @staticmethod
    def row(territory, category=None, exclusive=False):
        return {
            "territory_id": territory.id,
            "category_id": category.id if category else False,
            "is_exclusive": exclusive,
        }

    def night(self, day=None, company=None):
        """The whole night, and what it wrote is seen."""
        self.env.flush_all()
        done = super().night(day, company)
        self.env.invalidate_all()
        return done

    def complete(self, contract, signed_on=None):
        contract.sudo().write(
            {"signed_on": signed_on or TODAY, "signed_file": b"aGVsbG8="}
        )
        return contract

    def sign(self, contract, user=None):
        self.complete(contract)
        if contract.sales_target or contract.cash_target or contract.case_target:
            contract.action_split()
        contract.with_user(user or self.manager).action_sign()
        return contract

    def make(self, partner=None, **values):
        """All the way to a contract that runs."""
        return self.sign(self.prepare(partner, **values))

    def sell_goods(self, partner, day, *lines, kind="out_invoice"):
        """A document of ``(product, quantity, price, unit)`` lines."""
        return self.document(
            kind,
            partner,
            day,
            0,
            invoice_line_ids=[
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_id": (unit or self.bottle).id,
                        "quantity": quantity,
                        "price_unit": price,
                        "tax_ids": False,
                    }
                )
                for product, quantity, price, unit in lines
            ],
        )
