from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .res_partner import LEVELS

INTERESTS = [
    ("none", "No Interest"),
    ("some", "Some"),
    ("strong", "Strong"),
    ("order", "Wants to Order"),
]
#: What of a first visit belongs to the customer's file, where there is something.
TO_FILE = {
    "demand_ids": "kehu_demand_ids",
    "scale": "kehu_scale",
    "consumption_level": "kehu_consumption_level",
    "usual_channel": "kehu_usual_channel",
    "usual_price": "kehu_usual_price",
}


class KehuVisitSheet(models.Model):
    """What the three registration sheets ask beyond the log of a contact.

    客户首次拜访登记表 at the first visit, 客户回访登记表 at each later one,
    客户销售登记表 when an order was heard. The sheet is a record of what was said: it
    goes into the customer's file only when somebody who may puts it there.
    """

    _inherit = "kehu.visit"

    # ---------------------------------------------------------- seen, given
    price_ids = fields.One2many(
        "kehu.price.observation", "visit_id", string="Prices Seen"
    )
    gift_ids = fields.One2many("kehu.gift", "visit_id", string="Gifts and Samples")
    order_ids = fields.One2many("kehu.visit.order", "visit_id", string="Order Heard")

    # ---------------------------------------------------------- first visit
    is_first = fields.Boolean(string="First Visit", compute="_compute_is_first")
    demand_ids = fields.Many2many("kehu.demand")
    scale = fields.Char(
        string="Business Scale", help="For instance shop area, tables, staff."
    )
    consumption_level = fields.Selection(LEVELS)
    usual_channel = fields.Char(string="Usual Purchase Channel")
    usual_price = fields.Char(help="For instance 200–300 a bottle.")
    deciders = fields.Char(string="Who Decides")
    interest = fields.Selection(INTERESTS)
    referrals = fields.Text(string="Referrals Heard")
    is_for_file = fields.Boolean(compute="_compute_is_for_file")

    # --------------------------------------------------------- return visit
    product_use = fields.Text(string="Use of the Product")
    promoted_ids = fields.Many2many("product.product", string="Products Promoted")
    shelf = fields.Text(string="Shelf and Stock")

    # ------------------------------------------------------------- computes
    @api.depends("partner_id", "company_id", "kind_id", "date_begin", "state")
    def _compute_is_first(self):
        """Nobody was there before: no earlier visit of this customer is done."""
        began = self._first_visits()
        for visit in self:
            key = visit.partner_id.commercial_partner_id.id, visit.company_id.id
            first = began.get(key)
            here = visit.partner_id and visit.kind_id.is_face_to_face
            begin = visit.date_begin
            visit.is_first = here and (not first or bool(begin and begin <= first))

    def _first_visits(self):
        """When each customer was visited first: ``{(customer, company): moment}``."""
        groups = self.sudo()._read_group(
            [
                ("partner_id", "in", self.partner_id.commercial_partner_id.ids),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "done"),
                ("kind_id.is_face_to_face", "=", True),
            ],
            ["partner_id", "company_id"],
            ["date_begin:min"],
        )
        return {(partner.id, company.id): first for partner, company, first in groups}

    @api.depends("partner_id", *TO_FILE, *(f"partner_id.{n}" for n in TO_FILE.values()))
    def _compute_is_for_file(self):
        for visit in self:
            visit.is_for_file = bool(visit._news_for_file())

    def _news_for_file(self):
        """What the sheet says and the file does not: ``{field: value}``."""
        partner = self.partner_id.sudo()
        news = {}
        for name, target in TO_FILE.items():
            said, known = self[name], partner[target]
            if name == "demand_ids":
                said, known = said._origin, known._origin
                if said - known:
                    news[target] = [(4, demand.id) for demand in said - known]
            elif said and said != known:
                news[target] = said
        return news

    # ---------------------------------------------------------- constraints
    @api.constrains("contact_ids", "gift_ids", "state")
    def _check_gifts(self):
        """Only who was met received something, and only where it took place."""
        for visit in self:
            given = visit.sudo()._given()
            if given and visit.state in ("cancelled", "missed"):
                raise ValidationError(
                    self.env._("Something was given there: it took place.")
                )
            absent = given.person_id - visit.contact_ids
            if absent:
                raise ValidationError(
                    self.env._(
                        "%s received something: add them to “With Whom”.",
                        absent[0].name,
                    )
                )

    # -------------------------------------------------------------- actions
    def action_to_file(self):
        """Put what the sheet says into the customer's file, with the user's own right.

        What the file says and the sheet leaves empty stays.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.partner_id.has_access("write"):
            raise AccessError(
                self.env._("Only who may change the customer's file puts it there.")
            )
        news = self._news_for_file()
        if not news:
            raise UserError(self.env._("The customer's file says so already."))
        self.partner_id.write(news)
        return True

    def _given(self):
        """What was given there and not taken back or refused."""
        return self.gift_ids.filtered(lambda gift: gift.state in ("given", "waiting"))

    # ---------------------------------------------------------- for the print
    def _say_contacts(self):
        """Who was met, with their posts, as the sheet's reader may see them."""
        return "、".join(
            f"{person.name}（{person.function}）" if person.function else person.name
            for person in self.contact_ids
        )

    def _say_address(self):
        partner = self.partner_id
        parts = [partner.state_id.name, partner.city, partner.street, partner.street2]
        return " ".join(part for part in parts if part)
