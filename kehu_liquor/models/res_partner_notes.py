from odoo import models
from odoo.exceptions import AccessError, UserError


class ResPartnerNotes(models.Model):
    """Private notes on a person: one way in, one way out, and each reading is kept."""

    _inherit = "res.partner"

    def get_kehu_private_notes(self):
        """The notes on this person, newest first; that they were read is kept."""
        notes = self._kehu_private_notes()
        notes.env["kehu.private.note.read"].create(
            {
                "person_id": self.id,
                "company_id": self.env.company.id,
                "user_id": self.env.uid,
                "note_count": len(notes),
            }
        )
        return [
            {"date": note.date, "by": note.user_id.name, "text": note.text}
            for note in notes
        ]

    def add_kehu_private_note(self, text):
        """Write a private note on this person."""
        self._kehu_check_private()
        if not (text or "").strip():
            raise UserError(self.env._("There is nothing to keep."))
        self._kehu_need_basis()
        self.env["kehu.private.note"].sudo().create(
            {
                "person_id": self.id,
                "company_id": self.env.company.id,
                "user_id": self.env.uid,
                "date": self.env["kehu.facts"]._today(self.env.company),
                "text": text.strip(),
            }
        )
        return True

    def action_kehu_private_notes(self):
        """Read and write private notes on this person."""
        self._kehu_check_private()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Private Notes (each reading is kept)"),
            "res_model": "kehu.private.note.page",
            "view_mode": "form",
            "target": "new",
            "context": {"default_person_id": self.id},
        }

    def _kehu_private_notes(self):
        self._kehu_check_private()
        notes = self.env["kehu.private.note"].sudo()
        return notes.search(
            [("person_id", "=", self.id), ("company_id", "=", self.env.company.id)]
        )

    def _kehu_check_private(self):
        self.ensure_one()
        self.check_access("read")
        if not self._kehu_may_know():
            raise AccessError(
                self.env._(
                    "Private notes are read by the customer's own salesperson, the "
                    "team's lead and managers."
                )
            )
