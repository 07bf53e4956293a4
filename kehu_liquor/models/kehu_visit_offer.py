from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

KINDS = [("mail", "E-mail"), ("meeting", "Meeting")]
#: The kind of contact that each becomes.
BECOMES = {"mail": "visit_kind_email", "meeting": "visit_kind_visit"}
#: What a contact was made from: written by its offer alone.
SOURCES = {"message_id", "meeting_id"}


class KehuVisitOffer(models.Model):
    """A letter I sent or a meeting I had with a customer that is no contact yet.

    Read from Odoo's own messages and calendar, only one's own and of the last weeks.
    One tap makes the contact, another says it is none; neither is offered again.
    """

    _name = "kehu.visit.offer"
    _description = "Contact on offer"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "subject"

    kind = fields.Selection(KINDS, readonly=True)
    message_id = fields.Many2one("mail.message", readonly=True)
    meeting_id = fields.Many2one("calendar.event", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    contact_id = fields.Many2one("res.partner", string="With Whom", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    date = fields.Datetime(string="Time", readonly=True)
    date_end = fields.Datetime(string="Ended at", readonly=True)
    subject = fields.Char(readonly=True)
    text = fields.Char(string="What", compute="_compute_text")

    @property
    def _table_query(self):
        return self.env["kehu.facts"]._offers_table()

    @api.depends_context("lang")
    @api.depends("kind", "date", "contact_id", "partner_id")
    def _compute_text(self):
        letters = {kind: self._becomes(kind).letter for kind, _label in KINDS}
        for offer in self:
            zone = offer.company_id.sudo().resource_calendar_id.tz or "Asia/Shanghai"
            there = offer.with_context(tz=zone)
            moment = fields.Datetime.context_timestamp(there, offer.date)
            known = {
                "day": format_date(self.env, moment.date(), date_format="MM-dd"),
                "who": (offer.contact_id or offer.partner_id).name,
                "letter": letters[offer.kind],
            }
            if offer.kind == "mail":
                text = self.env._(
                    "Mail of %(day)s to %(who)s: log as %(letter)s?", **known
                )
            else:
                text = self.env._(
                    "Meeting of %(day)s with %(who)s: log as %(letter)s?", **known
                )
            offer.text = text

    @api.model
    def _becomes(self, kind):
        """The kind of contact, wherever the house kept the one that was shipped."""
        kinds = self.env["kehu.visit.kind"]
        shipped = self.env.ref(f"kehu_liquor.{BECOMES[kind]}", raise_if_not_found=False)
        return shipped or kinds.search([], limit=1)

    # -------------------------------------------------------------- actions
    def action_log(self):
        """It was a contact: written down as such, with the user's own right."""
        visits = self.env["kehu.visit"]
        visits.check_access("create")
        for offer in self._still_there():
            visit = visits.sudo().create(offer._as_contact())
            visit.sudo(False).check_access("create")
        self.env.flush_all()
        return True

    def action_dismiss(self):
        """It was none: never offered again to this person."""
        self.env["kehu.visit.dismissed"].sudo().create(
            [
                {
                    "user_id": self.env.uid,
                    "message_id": offer.message_id.id,
                    "meeting_id": offer.meeting_id.id,
                }
                for offer in self._still_there()
            ]
        )
        return True

    def _still_there(self):
        """The offers that still stand and are the user's own."""
        self.browse().check_access("read")
        self.env.flush_all()
        found = self.search([("id", "in", self.ids)])
        if self - found:
            raise UserError(
                self.env._("This is on record already, or no longer there.")
            )
        return found

    def _as_contact(self):
        kind = self._becomes(self.kind)
        values = {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": self.env.uid,
            "message_id": self.message_id.id,
            "meeting_id": self.meeting_id.id,
            "kind_id": kind.id,
            "state": "done",
            "date_begin": self.date,
            "purpose": self.subject,
        }
        if self.contact_id != self.partner_id:
            values["contact_ids"] = [(4, self.contact_id.id)]
        if self.kind == "meeting":
            values["date_end"] = self.date_end
        return values


class KehuVisitDismissed(models.Model):
    """A letter or meeting somebody said is no contact. Nobody reads the table."""

    _name = "kehu.visit.dismissed"
    _description = "Offer dismissed"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    message_id = fields.Many2one(
        "mail.message", index="btree_not_null", ondelete="cascade"
    )
    meeting_id = fields.Many2one(
        "calendar.event", index="btree_not_null", ondelete="cascade"
    )

    _letter_once = models.UniqueIndex("(user_id, message_id)")
    _meeting_once = models.UniqueIndex("(user_id, meeting_id)")
    _of_something = models.Constraint(
        "CHECK ((message_id IS NULL) <> (meeting_id IS NULL))",
        "Either a letter or a meeting.",
    )


class KehuVisitSource(models.Model):
    """A contact made from a letter or a meeting: once from each, whoever is quicker."""

    _inherit = "kehu.visit"

    message_id = fields.Many2one(
        "mail.message",
        string="Made from the Letter",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups="base.group_no_one",
    )
    meeting_id = fields.Many2one(
        "calendar.event",
        string="Made from the Meeting",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups="base.group_no_one",
    )

    _of_letter = models.UniqueIndex(
        "(message_id) WHERE message_id IS NOT NULL",
        "This letter is on record already.",
    )
    _of_meeting = models.UniqueIndex(
        "(meeting_id, partner_id) WHERE meeting_id IS NOT NULL",
        "This meeting is on record already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(SOURCES & set(vals) for vals in vals_list):
            self._check_source()
        return super().create(vals_list)

    def write(self, vals):
        if SOURCES & set(vals):
            self._check_source()
        return super().write(vals)

    def _check_source(self):
        """Only the offer itself, which read whose letter it was."""
        if not self.env.su:
            raise UserError(
                self.env._("Take the letter or the meeting up from its offer.")
            )
