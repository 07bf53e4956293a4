from odoo import api, fields, models


class KehuPrivateNotePage(models.TransientModel):
    """The private notes on one person, read by the logged method, and a new one."""

    _name = "kehu.private.note.page"
    _description = "Private notes of a person"

    person_id = fields.Many2one("res.partner", required=True, readonly=True, index=True)
    shown = fields.Text(compute="_compute_shown", string="Notes")
    new_text = fields.Text(string="New Note", store=False)

    @api.depends("person_id")
    def _compute_shown(self):
        for page in self:
            page.shown = page.person_id and page._read_notes()

    def _read_notes(self):
        notes = self.person_id.with_env(self.env)._origin.get_kehu_private_notes()
        return "\n\n".join(
            f"{note['date']} {note['by']}\n{note['text']}" for note in notes
        )

    @api.model_create_multi
    def create(self, vals_list):
        """What is new goes to where it is kept, never into this passing table."""
        texts = [vals.pop("new_text", None) for vals in vals_list]
        pages = super().create(vals_list)
        for page, text in zip(pages, texts, strict=True):
            page._keep(text)
        return pages

    def write(self, vals):
        text = vals.pop("new_text", None)
        done = super().write(vals)
        for page in self:
            page._keep(text)
        return done

    def _keep(self, text):
        if text:
            self.person_id.add_kehu_private_note(text)

    def action_done(self):
        """Close; a new note was kept on the way."""
        return {"type": "ir.actions.act_window_close"}
