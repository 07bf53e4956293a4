"""A designated merchant, and invoices of it that customers show."""

import base64
from contextlib import contextmanager
from io import BytesIO

from PIL import Image

from odoo.exceptions import ValidationError
from odoo.fields import Command

from .common import TODAY, ago
from .common_points import PointsCase


def picture():
    """What a phone sends."""
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())


PICTURE = picture()
#: A digital invoice's number, of 20 digits.
NUMBER = "26512000000012345678"


class MerchantCase(PointsCase):
    """A merchant that somebody else serves; the seller registers what is shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls.env["kehu.external.sale"]
        cls.shop = cls.make_customer("The Shop", "merchant", user_id=cls.stranger.id)
        cls.merchant = cls.designate(cls.shop)

    @classmethod
    def designate(cls, partner, **values):
        return cls.env["kehu.merchant"].create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "date_from": ago(1000),
                **values,
            }
        )

    @classmethod
    def shown(cls, *lines, partner=None, **values):
        """What the form sends; lines are ``(product, quantity, amount, tax)``."""
        return {
            "partner_id": (partner or cls.own).id,
            "merchant_id": cls.merchant.id,
            "number": NUMBER,
            "date": TODAY,
            "picture": PICTURE,
            "company_id": cls.company.id,
            "line_ids": [
                Command.create(
                    {
                        "product_id": product.id,
                        "quantity": quantity,
                        "amount": amount,
                        "tax_amount": sum(tax),
                    }
                )
                for product, quantity, amount, *tax in lines or [(cls.wine, 2, 100, 13)]
            ],
            **values,
        }

    def register(self, *lines, user=None, **values):
        sales = self.sales.with_user(user or self.seller)
        return sales.create(self.shown(*lines, **values))

    @contextmanager
    def refused(self, said, error=ValidationError):
        """Refused with these words, and nothing has changed."""
        with self.assertRaisesRegex(error, said), self.env.cr.savepoint():
            yield

    def confirmed(self, *lines, **values):
        invoice = self.register(*lines, **values)
        invoice.with_user(self.lead).action_confirm()
        return invoice

    def of_shown(self, invoice):
        """Kind and points of its entries, oldest first."""
        self.env.flush_all()
        entries = self.entries.search(
            [("external_sale_id", "=", invoice.id)], order="id"
        )
        return [(entry.kind, entry.points) for entry in entries]
