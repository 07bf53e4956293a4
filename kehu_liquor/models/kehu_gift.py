from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..engine import gifts

STATES = [
    ("waiting", "Waits for approval"),
    ("given", "May be given"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]
#: What is said once and then stands.
SAID = {
    *("person_id", "kind_id", "description", "amount", "currency_id"),
    *("date", "company_id", "user_id"),
}
DECIDED = ("state", "reason", "cap", "given_before", "approver_id", "partner_id")


class KehuGift(models.Model):
    """A gift, sample or meal for a customer's person: entered, judged, kept.

    Decides from who the person is, what they received this year and the limit's row:
    allowed; or only when a second person agrees; or never, for public officials and
    units of party, government and army. Never money, commission or broker fees.
    Nothing of it is edited or deleted afterwards: what was wrong is cancelled.
    """

    _name = "kehu.gift"
    _description = "Gift"
    _order = "date desc, id desc"
    _rec_name = "description"

    person_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kehu_is_key_person', '=', True)]",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_id = fields.Many2one("kehu.gift.kind", required=True, ondelete="restrict")
    description = fields.Char(string="What", required=True)
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    amount = fields.Monetary(string="Worth", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Given by",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        ondelete="restrict",
    )
    state = fields.Selection(STATES, readonly=True, default="waiting", required=True)
    reason = fields.Selection(
        [
            (gifts.PURCHASING, "Purchasing staff"),
            (gifts.ABOVE, "Above the year's limit"),
        ],
        string="Needs Approval",
        readonly=True,
    )
    given_before = fields.Monetary(string="Received Before", readonly=True)
    cap = fields.Monetary(string="Limit", readonly=True)
    approver_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A gift has a value: estimate it."
    )
    _by_year = models.Index("(person_id, company_id, date) WHERE state = 'given'")

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            person = self.env["res.partner"].browse(vals.get("person_id"))
            person.check_access("read")
            vals.update(dict.fromkeys(DECIDED))
            vals["state"] = "waiting"
            vals["partner_id"] = person.sudo().commercial_partner_id.id
        made = super().create(vals_list)
        for gift in made:
            gift.sudo()._judge()
        return made

    def write(self, vals):
        if not self.env.su and (SAID | set(DECIDED)) & set(vals):
            raise UserError(
                self.env._("What was entered stands: cancel it and enter it anew.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self.env.su and self.env.context.get("kehu_retention_over"):
            return  # the law no longer asks for it
        raise UserError(self.env._("The gift register keeps every line: cancel it."))

    # --------------------------------------------------------------- judging
    def _judge(self):
        """Allowed, to be approved, or never."""
        self._refuse_money(self.description)
        year = self.date.year
        self.env["kehu.facts"].sudo()._hold_receiver(
            self.person_id, self.company_id, year
        )
        cap = self._limit()
        before = self._received(self.person_id, year, self.company_id)
        verdict, reason = gifts.judge(self._receiver(), before, self.amount, cap)
        if verdict == gifts.FORBIDDEN:
            raise ValidationError(self._never(reason))
        self.write(
            {
                "given_before": before,
                "cap": cap or 0,
                "reason": reason,
                "state": "given" if verdict == gifts.FREE else "waiting",
            }
        )

    def _limit(self):
        return self.env["kehu.gift.cap"]._for(
            self.person_id, self.company_id, self.date.year
        )

    def _receiver(self):
        person = self.person_id
        customer = self.partner_id + person.commercial_partner_id
        return gifts.Receiver(
            is_official=person.kehu_is_public_official,
            is_government=any((customer + person).mapped("kehu_is_government")),
            buys=person.kehu_key_role_id.is_purchasing,
        )

    def _never(self, reason):
        if reason == gifts.OFFICIAL:
            return self.env._(
                "%s is a public official: no gift, no sample, no hospitality.",
                self.person_id.name,
            )
        return self.env._(
            "%s is a unit of party, government, army or state: no gift, no sample, "
            "no hospitality to its people.",
            self.partner_id.name,
        )

    @api.model
    def _refuse_money(self, text):
        if word := gifts.money_word(text):
            raise ValidationError(
                self.env._(
                    "“%s”: money, cards, commission and broker fees are never given. "
                    "A rebate goes to the company by a posted document.",
                    word,
                )
            )

    @api.constrains("date")
    def _check_date(self):
        for gift in self:
            if gift.date > self.env["kehu.facts"]._today(gift.company_id):
                raise ValidationError(
                    self.env._("A gift is entered on its day or after, not before.")
                )

    # --------------------------------------------------------------- actions
    def action_approve(self):
        """A second person agrees; the law is asked again."""
        for gift in self._to_decide():
            gift._judge()
            gift.write({"state": "given", "approver_id": self.env.uid})
        return True

    def action_refuse(self):
        """A second person does not agree."""
        gifts_ = self._to_decide()
        gifts_.write({"state": "refused", "approver_id": self.env.uid})
        return True

    def action_cancel(self):
        """It was not given, or entered wrongly: it stays and no longer counts."""
        self.check_access("write")
        for gift in self.sudo():
            if gift.state not in ("waiting", "given"):
                raise UserError(self.env._("This is settled already."))
        self.sudo().write({"state": "cancelled"})
        return True

    def _to_decide(self):
        self.check_access("write")
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Leads and managers approve gifts."))
        for gift in self.sudo():
            if self.env.user in gift.user_id + gift.create_uid:
                raise UserError(
                    self.env._("A second person decides, not who gives or entered it.")
                )
            if gift.state != "waiting":
                raise UserError(self.env._("This is settled already."))
        return self.sudo()

    # ------------------------------------------------------------- for others
    @api.model
    def _received(self, person, year, company=None):
        """What a person may have received in a year, in the company's currency."""
        return self._received_by(person, year, company).get(person, 0)

    @api.model
    def _received_by(self, persons, year, company=None):
        groups = self.sudo()._read_group(
            [
                ("person_id", "in", persons.ids),
                ("company_id", "=", (company or self.env.company).id),
                ("date", ">=", date(year, 1, 1)),
                ("date", "<=", date(year, 12, 31)),
                ("state", "=", "given"),
            ],
            ["person_id"],
            ["amount:sum"],
        )
        return {person.with_env(persons.env): total for person, total in groups}
