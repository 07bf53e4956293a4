from odoo import fields, models


class KehuPrivateNote(models.Model):
    """A private word on a key person. Nobody reads the table, not even a manager.

    Read through `get_kehu_private_notes` alone, which writes down who read. No search,
    no export and no list leads here: the model grants no rights.
    """

    _name = "kehu.private.note"
    _description = "Private note"
    _order = "id desc"
    _rec_name = "date"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Noted by", required=True, ondelete="restrict"
    )
    date = fields.Date(required=True)
    text = fields.Text(required=True)


class KehuPrivateNoteRead(models.Model):
    """Who read the private notes on whom, and when: written by reading alone."""

    _name = "kehu.private.note.read"
    _description = "Reading of private notes"
    _order = "id desc"
    _rec_name = "person_id"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Who", required=True, ondelete="restrict"
    )
    date = fields.Datetime(string="When", required=True, default=fields.Datetime.now)
    note_count = fields.Integer(string="Notes")
