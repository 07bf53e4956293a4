from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .kehu_attitude import ATTITUDES
from .res_partner import SALES

INFLUENCES = [
    ("1", "Little"),
    ("2", "Some"),
    ("3", "Much"),
    ("4", "Decides"),
]
#: Contacts are counted for a year; a share of fewer than these says nothing.
YEAR, FEWEST_CONTACTS = 365, 4
#: Grounds on which the law on personal information lets a seller keep them.
BASES = [
    ("consent", "The person's consent"),
    ("contract", "Needed for a contract with the person"),
    ("public", "Made public by the person"),
    ("law", "Required by law"),
]
#: What is personal beyond a business card, here and in rows of their own.
PERSONAL = ("kehu_birthday_month", "kehu_birth_year", "kehu_interests")
PERSONAL_ROWS = (
    "kehu_attitude_ids",
    "kehu_anniversary_ids",
    "kehu_relation_ids",
)


class ResPartnerPersons(models.Model):
    """A key person: the part in the buying, attitude, posts and ties, and why we may.

    Whatever is personal beyond a business card names its purpose and legal basis, or
    is refused; and only at a customer with a channel role, because the record rules
    then show it to the customer's own people alone. There is nothing for religion,
    health or family on purpose, and nothing is tracked: chatter would keep it.
    """

    _inherit = "res.partner"

    kehu_is_key_person = fields.Boolean(string="Key Person", groups=SALES)
    kehu_key_role_id = fields.Many2one(
        "kehu.key.role",
        string="Part in the Buying",
        index="btree_not_null",
        ondelete="restrict",
        groups=SALES,
    )
    kehu_influence = fields.Selection(INFLUENCES, string="Influence", groups=SALES)
    kehu_interests = fields.Char(string="Interests", groups=SALES)
    kehu_is_public_official = fields.Boolean(
        string="Public Official",
        groups=SALES,
        help="Receives no gift, no sample and no hospitality.",
    )
    kehu_no_greeting = fields.Boolean(string="Wants No Greetings", groups=SALES)
    kehu_left_on = fields.Date(string="Left on", readonly=True, groups=SALES)

    # ------------------------------------------------------- why we may keep it
    kehu_purpose = fields.Char(
        string="Purpose",
        groups=SALES,
        help="What the personal data are kept for, for instance greetings.",
    )
    kehu_legal_basis = fields.Selection(BASES, string="Legal Basis", groups=SALES)
    kehu_basis_date = fields.Date(
        string="Basis Dated", groups=SALES, help="When the person agreed."
    )
    kehu_basis_text = fields.Char(compute="_compute_kehu_basis_text", groups=SALES)

    # ------------------------------------------------------------------- rows
    kehu_attitude_ids = fields.One2many(
        "kehu.attitude", "person_id", string="Attitudes", groups=SALES
    )
    kehu_attitude = fields.Selection(
        ATTITUDES, compute="_compute_kehu_attitude", string="Attitude", groups=SALES
    )
    kehu_attitude_text = fields.Char(
        compute="_compute_kehu_attitude", string="Attitude Now", groups=SALES
    )
    kehu_career_ids = fields.One2many(
        "kehu.career", "person_id", string="Posts", groups=SALES
    )
    kehu_anniversary_ids = fields.One2many(
        "kehu.anniversary", "person_id", string="Anniversaries", groups=SALES
    )
    kehu_relation_ids = fields.One2many(
        "kehu.relation", "person_id", string="Ties", groups=SALES
    )
    kehu_related_ids = fields.One2many(
        "kehu.relation", "other_id", string="Named by", groups=SALES
    )
    kehu_key_person_ids = fields.One2many(
        "res.partner",
        "parent_id",
        string="Key Persons",
        domain=lambda self: self._kehu_key_person_domain(),
        groups=SALES,
    )

    @api.model
    def _kehu_key_person_domain(self):
        """Odoo asks it of every contact that gets another company, as who moved it.

        Whoever may not read who is a key person makes nobody one.
        """
        field = self._fields["kehu_is_key_person"]
        if self._has_field_access(field, "read"):
            return [("kehu_is_key_person", "=", True)]
        return [(0, "=", 1)]

    @api.depends("kehu_attitude_ids.value", "kehu_attitude_ids.date")
    @api.depends_context("lang")
    def _compute_kehu_attitude(self):
        names = dict(self._fields["kehu_attitude"]._description_selection(self.env))
        for person in self:
            rows = person.kehu_attitude_ids.sorted(
                lambda row: (row.date, row.id or 0), reverse=True
            )
            now, before = rows[:1].value, rows[1:2].value
            person.kehu_attitude = now
            way = "" if not before or before == now else "↑" if now > before else "↓"
            person.kehu_attitude_text = f"{names[now]}{way}" if now else False

    @api.depends("kehu_legal_basis", "kehu_basis_date", "kehu_purpose")
    @api.depends_context("lang")
    def _compute_kehu_basis_text(self):
        names = dict(self._fields["kehu_legal_basis"]._description_selection(self.env))
        for person in self:
            told = [
                names.get(person.kehu_legal_basis),
                fields.Date.to_string(person.kehu_basis_date),
                person.kehu_purpose,
            ]
            person.kehu_basis_text = " · ".join(filter(None, told)) or False

    # ------------------------------------------------------------------ sense
    @api.constrains(
        "kehu_is_key_person",
        *PERSONAL,
        "kehu_purpose",
        "kehu_legal_basis",
        "kehu_basis_date",
    )
    def _check_kehu_basis(self):
        """Personal data name their purpose and basis, at a customer with a role."""
        for person in self.sudo().exists():
            personal = person._kehu_has_personal()
            if (personal or person.kehu_is_key_person) and not (
                person.commercial_partner_id.kehu_role_id
            ):
                raise ValidationError(
                    self.env._(
                        "Give “%s” a channel role first: only then are its persons "
                        "shown to its own salespeople alone.",
                        person.commercial_partner_id.name or "",
                    )
                )
            if personal:
                person._kehu_need_basis()

    def _kehu_need_basis(self):
        if not (self.kehu_purpose or "").strip() or not self.kehu_legal_basis:
            raise ValidationError(
                self.env._(
                    "“%s”: personal data need a purpose and a legal basis. Fill in "
                    "both, or leave birthday, interests, attitude and ties out.",
                    self.name or "",
                )
            )
        if self.kehu_legal_basis == "consent" and not self.kehu_basis_date:
            raise ValidationError(
                self.env._("“%s”: say when the person agreed.", self.name or "")
            )

    def _kehu_has_personal(self):
        return any(self[name] for name in PERSONAL + PERSONAL_ROWS)

    @api.constrains("kehu_role_id", "parent_id")
    def _check_kehu_persons_keep_role(self):
        """A customer with key persons keeps its role, a person its customer's."""
        for partner in self.sudo():
            if not partner.commercial_partner_id.kehu_role_id:
                (partner + partner.kehu_key_person_ids)._check_kehu_basis()

    # ---------------------------------------------------------------- actions
    def action_kehu_open_person(self):
        """The person's card."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Key Person"),
            "res_model": "res.partner",
            "res_id": self.id,
            "views": [(self.env.ref("kehu_liquor.kehu_person_view_form").id, "form")],
        }

    def action_kehu_leave(self):
        """Say that the person left, and where to."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Left the Post"),
            "res_model": "kehu.leave",
            "view_mode": "form",
            "target": "new",
            "context": {"default_person_id": self.id},
        }

    # ------------------------------------------------------------- for others
    def _kehu_may_know(self):
        """Whether the user serves this person's customer, or leads who does.

        Reading a partner is not enough: accountants read them all.
        """
        self.ensure_one()
        user = self.env.user
        if self.env.su or user.has_group("kehu_liquor.group_kehu_manager"):
            return True
        if not user.has_group("kehu_liquor.group_kehu_user"):
            return False
        leads = user.has_group("kehu_liquor.group_kehu_lead")
        return self.kehu_is_mine or (leads and self.kehu_is_my_teams)

    def _open_followup(self, summary, day=None, user=None, person=None):
        """Something to do with this customer, for its owner; today if not said.

        :param person: whom it is about, so that it goes when the person is erased
        """
        partner = self.commercial_partner_id
        about = person or (self if self != partner else None)
        return (
            self.env["kehu.followup"]
            .sudo()
            ._open_task(
                partner.sudo(),
                summary,
                self.company_id or self.env.company,
                user or partner.sudo().user_id or self.env.user,
                day=day,
                person=about,
            )
        )

    def _kehu_contact_share(self):
        """Which part of our contacts with the customer ran through this person.

        Of a year's contacts that name whom we met; None while they are too few.
        """
        self.ensure_one()
        facts = self.env["kehu.facts"].sudo()
        since = facts._today(self.env.company) - timedelta(YEAR)
        own, all_ = facts._contact_share(self, self.commercial_partner_id, since)
        return own / all_ if all_ >= FEWEST_CONTACTS else None
