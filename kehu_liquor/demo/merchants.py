"""Designated merchants, and invoices of theirs that customers showed."""

import base64
import io
from datetime import timedelta

from PIL import Image, ImageDraw, ImageFont

from odoo import Command

#: Which merchants, and what is said of them.
DESIGNATED = (
    ("KH129", "体验馆，全系列有货，可送货上门"),
    ("KH130", "专卖店，礼盒齐全"),
    ("KH131", "品鉴中心，可代办品鉴会"),
    ("KH132", "连锁三家，均可开票"),
    ("KH135", "酒窖，年份酒为主"),
)
#: Days ago, merchant, product and bottles, how far it went.
SHOWN = (
    (41, 0, (("JC52", 12), ("JT52", 6)), "confirmed"),
    (36, 1, (("JZ15", 4),), "confirmed"),
    (29, 3, (("JT52", 12),), "confirmed"),
    (24, 2, (("JC42", 6),), "refused"),
    (19, 0, (("JC52", 24),), "confirmed"),
    (15, 4, (("JZ15", 6), ("JC52", 6)), "confirmed"),
    (12, 1, (("JT52", 6),), "cancelled"),
    (8, 3, (("JC52", 18), ("JT52", 2)), "confirmed"),
    (4, 0, (("JC42", 12),), "waiting"),
    (2, 2, (("JT52", 6), ("JZ15", 2)), "waiting"),
    (1, 1, (("JC52", 6),), "waiting"),
)
REASONS = {
    "refused": "照片上的发票号码与登记的不一致",
    "cancelled": "商户已红冲，重新开票",
}


class Merchants:
    """Five merchants on the list; salespeople registered eleven invoices."""

    def __init__(self, env, company, register, shelf, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.shelf, self.users = register, shelf, users

    def show(self):
        merchants = self.env["kehu.merchant"].create(
            [
                {
                    "partner_id": self.register.partners[ref].id,
                    "company_id": self.company.id,
                    "date_from": self.today - timedelta(days=400),
                    "note": note,
                }
                for ref, note in DESIGNATED
            ]
        )
        for number, (row, customer) in enumerate(
            zip(SHOWN, self._customers(), strict=False)
        ):
            ago, merchant, bought, state = row
            sale = self._register(number, ago, merchants[merchant], customer, bought)
            self._decide(sale, state)

    def _customers(self):
        """Those who buy to drink or give, and are served by somebody."""
        roles = [f"kehu_liquor.role_{name}" for name in ("group_buyer", "consumer")]
        wanted = [self.env.ref(role) for role in roles]
        return [
            partner
            for partner in self.register.partners.values()
            if partner.kehu_role_id in wanted and partner.user_id and partner.active
        ]

    def _register(self, number, ago, merchant, customer, bought):
        digits = f"26512000{(number + 1) * 73856093 % 10**12:012d}"
        sales = self.env["kehu.external.sale"].with_user(customer.user_id).sudo()
        return sales.create(
            {
                "kind": "merchant_invoice",
                "state": "waiting",
                "company_id": self.company.id,
                "partner_id": customer.id,
                "merchant_id": merchant.id,
                "number": digits,
                "date": self.today - timedelta(days=ago),
                "registered_on": self.today - timedelta(days=max(ago - 1, 0)),
                "picture": picture(digits),
                "line_ids": [self._line(*line) for line in bought],
            }
        )

    def _line(self, code, bottles):
        product = self.shelf.products[code]
        net = round(product.list_price * bottles / 1.13, 2)
        values = {"product_id": product.id, "quantity": bottles, "amount": net}
        return Command.create({**values, "tax_amount": round(net * 0.13, 2)})

    def _decide(self, sale, state):
        boss = sale.with_user(self.users["manager"]).sudo()
        if state in REASONS:
            boss.reason = REASONS[state]
        if state == "refused":
            boss.action_refuse()
        elif state != "waiting":
            boss.action_confirm()
        if state == "cancelled":
            boss.action_cancel()


def picture(number):
    """What a phone might have taken of it."""
    image = Image.new("RGB", (720, 420), "#fbf7ec")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=26)
    draw.rectangle((20, 20, 700, 400), outline="#8a3b2a", width=3)
    for height in (90, 300, 350):
        draw.line((20, height, 700, height), fill="#8a3b2a", width=2)
    draw.text((250, 40), f"No. {number}", fill="#222222", font=font)
    draw.ellipse((560, 260, 680, 340), outline="#c0392b", width=4)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())
