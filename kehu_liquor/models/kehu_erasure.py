from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

FATES = [
    ("blanked", "Blanked"),
    ("deleted", "Deleted"),
    ("kept", "Kept under a pseudonym"),
    ("named", "Still names the person"),
    ("purged", "Deleted after its time"),
]
#: Rows that go with the person: model, field, and whether private.
GOING = (
    ("kehu.attitude", "person_id"),
    ("kehu.anniversary", "person_id"),
    ("kehu.relation", "person_id"),
    ("kehu.relation", "other_id"),
    ("kehu.career", "person_id"),
    ("kehu.private.note", "person_id"),
    ("kehu.private.note.page", "person_id"),
    ("kehu.leave", "person_id"),
    ("kehu.gift.cap", "person_id"),
    ("kehu.gift.counter", "person_id"),
    ("kehu.followup", "person_id"),
    ("kehu.evaluation", "partner_id"),
    ("calendar.attendee", "partner_id"),
    ("mail.followers", "partner_id"),
    ("res.partner.bank", "partner_id"),
)
#: Rows about the person's record: model, field of the model, field of the id.
ABOUT = (
    ("mail.activity", "res_model", "res_id"),
    ("mail.message", "model", "res_id"),
    ("mail.followers", "res_model", "res_id"),
    ("ir.attachment", "res_model", "res_id"),
)
#: Pictures that show the person on rows that stay: model, its person, its picture.
SHOWN = (("kehu.external.sale", "partner_id", "picture"),)
TEXTS = ("char", "text", "html")


class KehuErasure(models.Model):
    """Erase a person on request: a preview first, then the act, and a list that stays.

    Decides line by line what is blanked, what is deleted, what the law keeps under a
    pseudonym and until when, and names every free text that still has the person's
    name or phone. Done by a manager; the list itself holds no name.
    """

    _name = "kehu.erasure"
    _description = "Erasure of a person"
    _order = "id desc"
    _rec_name = "pseudonym"

    person_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    reason = fields.Char(
        required=True,
        help="Who asked, when and how: without the person's name.",
    )
    pseudonym = fields.Char(compute="_compute_pseudonym")
    state = fields.Selection(
        [("draft", "Preview"), ("done", "Erased")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users", string="Erased by", readonly=True, ondelete="restrict"
    )
    done_on = fields.Datetime(string="Erased on", readonly=True)
    line_ids = fields.One2many("kehu.erasure.line", "erasure_id", readonly=True)

    @api.depends("person_id")
    def _compute_pseudonym(self):
        for erasure in self:
            number = erasure.person_id.id or 0
            erasure.pseudonym = self.env._("Erased person %s", number)

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(state="draft", user_id=False, done_on=False)
        made = super().create(vals_list)
        for erasure in made:
            erasure._check_may()
            erasure.action_preview()
        return made

    def write(self, vals):
        if not self.env.su and (
            {"state", "user_id", "done_on", "person_id"} & set(vals)
            or "done" in self.mapped("state")
        ):
            raise UserError(self.env._("What was erased is not rewritten."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if "done" in self.mapped("state"):
            raise UserError(self.env._("The list of what was erased stays."))

    def _check_may(self):
        """Managers, and never colleagues: staff are no key persons."""
        manager = self.env.user.has_group("kehu_liquor.group_kehu_manager")
        if not (self.env.su or manager):
            raise AccessError(self.env._("Managers erase persons."))
        self.person_id.check_access("write")
        users = self.person_id.sudo().with_context(active_test=False).user_ids
        if any(not user.share for user in users):
            raise UserError(self.env._("This is a colleague, not a key person."))
        if self.person_id.is_company:
            raise UserError(self.env._("This is a company: only persons are erased."))

    # --------------------------------------------------------------- actions
    def action_preview(self):
        """List what would happen, as of now."""
        for erasure in self:
            erasure._check_may()
            if erasure.state == "done":
                raise UserError(self.env._("This person is erased already."))
            erasure.sudo()._list(erasure._words())
        return True

    def action_erase(self):
        """Erase for good; the list of what stayed is made anew afterwards."""
        self.ensure_one()
        self._check_may()
        if self.state == "done":
            raise UserError(self.env._("This person is erased already."))
        mine = self.sudo().with_context(
            tracking_disable=True, mail_notrack=True, active_test=False
        )
        words, before = mine._words(), mine._plan()
        mine._erase(words)
        mine._list(words, before)
        mine.write(
            {
                "state": "done",
                "user_id": self.env.uid,
                "done_on": fields.Datetime.now(),
            }
        )
        return True

    # ------------------------------------------------------------- the words
    def _words(self):
        """What the person would be found by: name, phone, e-mail, logins."""
        person = self.person_id.sudo().with_context(active_test=False)
        words = [person.name, person.phone, person.phone_sanitized, person.email]
        words += person.user_ids.mapped("login")
        return [word for word in dict.fromkeys(words) if word and len(word) > 1]

    # -------------------------------------------------------------- the list
    def _plan(self):
        """What goes: ``(model, records)``, rows first and the person's fields last."""
        person = self.person_id.sudo()
        found = []
        for name, field in GOING:
            found.append(self._rows(name, [(field, "=", person.id)]))
        for name, model, key in ABOUT:
            domain = [(model, "=", "res.partner"), (key, "=", person.id)]
            if name == "ir.attachment":
                domain.append(("res_field", "!=", None))
                found.append(self._rows(name, domain))
                domain = [*domain[:-1], ("res_field", "=", False)]
            found.append(self._rows(name, domain))
        found += [self._pictures(*shown) for shown in SHOWN]
        return [records for records in found if records]

    def _pictures(self, name, field, picture):
        """Pictures bear no pseudonym: the row stays, what shows the person goes."""
        rows = self._rows(name, [(field, "=", self.person_id.id)])
        return self._rows(
            "ir.attachment",
            [
                ("res_model", "=", name),
                ("res_field", "=", picture),
                ("res_id", "in", rows.ids),
            ],
        )

    def _rows(self, name, domain):
        model = self.env[name].sudo().with_context(active_test=False)
        return model.search(domain)

    def _list(self, words, plan=None):
        """Write the list. :param plan: what went, when it is gone already"""
        self.line_ids.unlink()
        gone = {}
        for records in plan if plan is not None else self._plan():
            gone.setdefault(records._table, set()).update(records._ids)
        lines = [self._line("blanked", "res.partner", [self.person_id.id])]
        lines += [
            self._line("deleted", self._model_of(table), list(ids))
            for table, ids in gone.items()
        ]
        for row, records, until in self.env["kehu.retention"]._kept(self.person_id):
            lines.append(
                self._line(
                    "kept",
                    records._name,
                    records.ids,
                    reason=row.reason,
                    keep_until=until,
                )
            )
        lines += self._named(words, gone if plan is None else {})
        self.env["kehu.erasure.line"].create(lines)

    def _named(self, words, gone):
        """Texts that name the person and that nobody but a reader can judge."""
        own = {"res_partner": {self.person_id.id}} if self.state == "draft" else {}
        skipped = {**gone, **self._hanging(gone)} if own else {}
        for table, column, ids in self.env["kehu.facts"]._named_in(words):
            if self._is_done_with(table, column) and own:
                continue
            left = [i for i in ids if i not in skipped.get(table, own.get(table, ()))]
            if left:
                yield self._line("named", self._model_of(table), left, column, table)

    def _is_done_with(self, table, column):
        """Copies that are renamed with the person."""
        return (table, column) in {("account_move", "invoice_partner_display_name")}

    def _hanging(self, gone):
        """What goes by itself: keys to find the person by, letters of the chatter."""
        partners = self.person_id + self.person_id.commercial_partner_id
        keys = self._rows("kehu.identity", [("partner_id", "in", partners.ids)])
        messages = list(gone.get("mail_message", ()))
        letters = self._rows("mail.mail", [("mail_message_id", "in", messages)])
        return {"kehu_identity": set(keys.ids), "mail_mail": set(letters.ids)}

    @api.model
    def _model_of(self, table):
        return next(
            (name for name, m in self.env.items() if m._table == table and m._auto),
            False,
        )

    def _line(self, fate, model, ids, column=False, table=False, **values):
        known = self.env["ir.model"].sudo()._get(model) if model else None
        field = self.env[model]._fields.get(column) if model and column else None
        label = field._description_string(self.env) if field else column
        return {
            "erasure_id": self.id,
            "fate": fate,
            "model": model or table,
            "name": (known and known.name) or table or model,
            "where": label,
            "record_count": len(ids),
            "record_ids": sorted(ids)[:1000],
            **values,
        }

    # --------------------------------------------------------------- the act
    def _erase(self, words):
        """Rows go, fields are blanked, copies of the name become the pseudonym."""
        person = self.person_id.sudo().with_context(**self.env.context)
        old = person.name
        for records in self._plan():
            records.exists().unlink()
        self._forget_mail(person)
        person.user_ids.write({"active": False, "login": f"erased-{person.id}"})
        successors = self._rows("kehu.career", [("successor_id", "=", person.id)])
        successors.write({"successor_id": False})
        person.write(self._blanks(person))
        self.env["kehu.facts"].sudo()._rename_copies(person, old, self.pseudonym)

    def _blanks(self, person):
        """Every text, picture and field of ours; the name becomes the pseudonym."""
        blanks = {
            name: False
            for name, field in person._fields.items()
            if field.store
            and not field.required
            and not field.inherited
            and (not field.compute or not field.readonly)
            and field.type not in ("one2many", "many2many", "reference")
            and (field.type in (*TEXTS, "image") or name.startswith("kehu_"))
        }
        for name in ("complete_name", "kehu_role_id", "parent_path"):
            blanks.pop(name, None)
        pseudonym = self.pseudonym
        return {**blanks, "name": pseudonym, "active": False}

    def _forget_mail(self, person):
        """The sender's address on letters that stay in other customers' chatter."""
        letters = self._rows("mail.message", [("author_id", "=", person.id)])
        self.env["kehu.facts"].sudo()._blank_columns(
            "mail_message", letters.ids, ["email_from", "reply_to"]
        )


class KehuErasureLine(models.Model):
    """One line of the list: of which table how many rows, what became of them, why."""

    _name = "kehu.erasure.line"
    _description = "Line of an erasure"
    _order = "erasure_id, fate, id"

    erasure_id = fields.Many2one(
        "kehu.erasure", required=True, index=True, ondelete="cascade"
    )
    fate = fields.Selection(FATES, required=True, string="What Becomes of It")
    model = fields.Char(required=True)
    name = fields.Char(string="What", required=True)
    where = fields.Char(string="Field")
    record_count = fields.Integer(string="Records")
    record_ids = fields.Json()
    reason = fields.Char(string="Why")
    keep_until = fields.Date(string="Kept until")

    def action_open(self):
        """The records of this line, as far as the reader may see them."""
        self.ensure_one()
        self.check_access("read")
        if self.model not in self.env:
            raise UserError(self.env._("These rows have no screen of their own."))
        self.env[self.model].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.model,
            "view_mode": "list,form",
            "domain": [("id", "in", self.record_ids or [])],
            "context": {"active_test": False},
        }
