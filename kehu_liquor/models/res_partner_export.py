from odoo import fields, models
from odoo.exceptions import AccessError

from .kehu_erasure import TEXTS

#: What is told of a person beside our own fields.
CARD = ("name", "function", "phone", "email", "street", "street2", "city", "zip")
#: Rows that are told: model, field that names the person, fields.
TOLD = (
    ("kehu.attitude", "person_id", ("date", "value", "note", "user_id")),
    ("kehu.career", "person_id", ("display_name", "date_from", "date_end")),
    ("kehu.anniversary", "person_id", ("name", "month", "day", "is_lunar")),
    ("kehu.relation", "person_id", ("kind", "other_id", "note")),
    ("kehu.relation", "other_id", ("kind", "person_id", "note")),
    (
        "kehu.gift",
        "person_id",
        ("date", "kind_id", "description", "amount", "state", "user_id"),
    ),
    ("kehu.private.note", "person_id", ("date", "user_id", "text")),
    ("kehu.private.note.read", "person_id", ("date", "user_id", "note_count")),
    ("kehu.erasure", "person_id", ("state", "done_on")),
    ("calendar.attendee", "partner_id", ("event_id", "state")),
    (
        "calendar.event",
        "partner_ids",
        ("name", "start", "stop", "location", "description"),
    ),
    ("kehu.visit", "contact_ids", ("day", "kind_id", "purpose", "note")),
    ("kehu.followup", "person_id", ("due_on", "why", "state")),
    (
        "kehu.points.entry",
        "partner_id",
        ("day", "kind", "points", "document", "expires_on"),
    ),
    ("kehu.redemption", "partner_id", ("date", "name", "points", "state")),
)
#: Rows about the person's record: model, its fields of model and id, fields.
ATTACHED = (
    ("mail.message", "model", ("date", "author_id", "subject", "body")),
    ("mail.activity", "res_model", ("date_deadline", "summary", "note", "user_id")),
    ("ir.attachment", "res_model", ("name", "create_date", "mimetype")),
)


class ResPartnerExport(models.Model):
    """All that is held on a person, in one file, when the person asks for it."""

    _inherit = "res.partner"

    def action_kehu_export_person(self):
        """The file as a table."""
        self._kehu_check_export()
        return self._kehu_file_url("xlsx")

    def action_kehu_export_person_json(self):
        """The file as another program reads it."""
        self._kehu_check_export()
        return self._kehu_file_url("json")

    def action_kehu_erase(self):
        """Preview the erasure of this person."""
        self._kehu_check_export()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase the Person"),
            "res_model": "kehu.erasure",
            "view_mode": "form",
            "context": {"default_person_id": self.id},
        }

    def _kehu_check_export(self):
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Managers answer for what is held."))

    def _kehu_file_url(self, kind):
        return {
            "type": "ir.actions.act_url",
            "url": f"/kehu_liquor/person/{self.id}.{kind}",
            "target": "download",
        }

    def _kehu_person_file(self):
        """All that is held: chapter → list of dicts, in the reader's language.

        Taken out is written into the export log; so is that private notes were read.
        """
        self._kehu_check_export()
        self.get_kehu_private_notes()
        person = self.sudo()
        names = [*CARD, *self._kehu_own_fields()]
        chapters = {self.env._("Person"): [self._kehu_told(person, names)]}
        for model, key, told in TOLD:
            chapters |= self._kehu_chapter(model, [(key, "=", self.id)], told, key)
        for model, key, told in ATTACHED:
            domain = [(key, "=", "res.partner"), ("res_id", "=", self.id)]
            chapters |= self._kehu_chapter(model, domain, told)
        self.env["kehu.export.log"]._note(self, names)
        return chapters

    def _kehu_own_fields(self):
        return [
            name
            for name, field in self._fields.items()
            if name.startswith("kehu_")
            and field.store
            and field.type not in ("one2many", "many2many", "json")
        ]

    def _kehu_chapter(self, model, domain, told, key=None):
        rows = self.env[model].sudo().with_context(active_test=False).search(domain)
        if not rows:
            return {}
        title = self.env["ir.model"].sudo()._get(model).name
        if key == "other_id":
            title = self.env._("%s (named by others)", title)
        return {title: [self._kehu_told(row, told) for row in rows]}

    def _kehu_told(self, record, names):
        """A record's fields by their labels, as people read them."""
        return {
            record._fields[name]._description_string(self.env): _plain(record, name)
            for name in names
            if record[name] or record._fields[name].type in TEXTS
        }


def _plain(record, name):
    """A field's value as text or number."""
    value, field = record[name], record._fields[name]
    if field.relational:
        return ", ".join(value.mapped("display_name"))
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(value, value)
    if field.type == "date":
        return fields.Date.to_string(value)
    if field.type == "datetime":
        return fields.Datetime.to_string(value)
    return str(value or "") if field.type in TEXTS else value
