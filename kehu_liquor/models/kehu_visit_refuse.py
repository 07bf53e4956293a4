from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_datetime


class KehuVisitRefuse(models.Model):
    """What is no contact: each refused with a sentence that says why."""

    _inherit = "kehu.visit"

    @api.constrains("partner_id", "contact_ids")
    def _check_contacts(self):
        for visit in self:
            partner = visit.partner_id.sudo()
            strangers = visit.contact_ids.sudo().filtered(
                lambda c, p=partner: c.commercial_partner_id != p
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(person)s does not belong to %(customer)s.",
                        person=strangers[0].name,
                        customer=partner.name,
                    )
                )

    def _not_your_own(self):
        return self.env._("Log what you did yourself: others log their own contacts.")

    @api.constrains("date_begin", "date_end", "state", "reason")
    def _check_time(self):
        now = fields.Datetime.now()
        for visit in self:
            begin, end = visit.date_begin, visit.date_end
            if begin and end and end < begin:
                raise ValidationError(self.env._("It ends before it begins."))
            if visit.state == "done" and not begin:
                raise ValidationError(self.env._("Say when it took place."))
            if visit.state == "done" and max(begin, end or begin) > now:
                raise ValidationError(
                    self.env._("It cannot be done before it took place: plan it.")
                )
            if visit.state == "cancelled" and not (visit.reason or "").strip():
                raise ValidationError(self.env._("Say why it is cancelled."))

    @api.constrains("next_date", "date_begin", "state")
    def _check_next(self):
        for visit in self:
            if visit.next_date and visit.day and visit.next_date < visit.day:
                raise ValidationError(self.env._("The next time lies after this one."))

    @api.constrains("user_id", "kind_id", "date_begin", "date_end", "state")
    def _check_place(self):
        """Nobody is face to face with two customers at once."""
        for visit in self:
            other = visit._overlapping()
            if other:
                zone = visit.company_id.sudo().resource_calendar_id.tz
                raise ValidationError(
                    self.env._(
                        "%(time)s: %(who)s already visited %(customer)s then.",
                        time=format_datetime(
                            self.env, other.date_begin, tz=zone, dt_format="short"
                        ),
                        who=visit.user_id.name,
                        customer=other.partner_id.name,
                    )
                )

    def _overlapping(self):
        """Another visit of the same person in the same minutes."""
        begin, end = self.date_begin, self.date_end
        if self.state != "done" or not self.kind_id.is_face_to_face or not end:
            return self.browse()
        same = Domain("user_id", "=", self.user_id.id) & Domain("id", "!=", self.id)
        when = Domain("date_begin", "<", end) & Domain("date_end", ">", begin)
        done = Domain("state", "=", "done")
        meeting = self.sudo().meeting_id
        if meeting:  # several customers at one table are one place
            done &= Domain("meeting_id", "!=", meeting.id)
        return self.sudo().search(same & when & self._where_there() & done, limit=1)

    @api.model
    def _where_there(self):
        """Contacts at which the person who had them was there."""
        return Domain("kind_id.is_face_to_face", "=", True)
