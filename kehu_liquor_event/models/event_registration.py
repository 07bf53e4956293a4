from odoo import api, fields, models

#: What attendance hangs on.
COUNTS = {"state", "partner_id", "event_id", "active"}


class EventRegistration(models.Model):
    """Attendance of a customer's people is a contact: one an event and customer.

    Worked out anew from the registrations on record: who comes later joins it, and it
    is taken back with the last attendance.
    """

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._kehu_count(registrations._kehu_events())
        return registrations

    def write(self, vals):
        if not COUNTS & set(vals):
            return super().write(vals)
        before = self._kehu_events()
        done = super().write(vals)
        self._kehu_count(before | self._kehu_events())
        return done

    def unlink(self):
        before = self._kehu_events()
        done = super().unlink()
        self._kehu_count(before)
        return done

    def _kehu_events(self):
        """Of which events and customers: a set of pairs."""
        return {
            (row.event_id, row.partner_id.commercial_partner_id)
            for row in self.sudo()
            if row.partner_id
        }

    @api.model
    def _kehu_count(self, pairs):
        """Bring the contacts of these events and customers in step."""
        visits = self.env["kehu.visit"].sudo()
        new = []
        for event, customer in pairs:
            attended = self._kehu_attended(event, customer)
            known = visits.search(
                [("event_id", "=", event.id), ("partner_id", "=", customer.id)], limit=1
            )
            if known:
                known._follow_event(attended)
            elif attended:
                new += attended._kehu_contact(event, customer)
        visits.create(new)

    @api.model
    def _kehu_attended(self, event, customer):
        return self.sudo().search(
            [
                ("event_id", "=", event.id),
                ("state", "=", "done"),
                ("partner_id", "child_of", customer.id),
                ("partner_id.commercial_partner_id", "=", customer.id),
            ]
        )

    def _kehu_contact(self, event, customer):
        """The contact to be, where the partner is a customer of ours: one or none."""
        company = event.company_id or self.env.company
        metric = (
            self.env["kehu.metric"]
            .sudo()
            .search(
                [("partner_id", "=", customer.id), ("company_id", "=", company.id)],
                limit=1,
            )
        )
        if not metric:
            return []
        begin = min([*self.mapped("event_begin_date"), fields.Datetime.now()])
        return [
            {
                "partner_id": customer.id,
                "company_id": company.id,
                "user_id": (metric.user_id or event.user_id or self.env.user).id,
                "kind_id": self.env.ref("kehu_liquor.visit_kind_event").id,
                "state": "done",
                "date_begin": begin,
                "contact_ids": [fields.Command.set((self.partner_id - customer).ids)],
                "purpose": event.name,
                "event_id": event.id,
                "event_key": f"{event.id}-{customer.id}",
            }
        ]


class KehuVisitOfEvent(models.Model):
    """A contact that an event made follows its registrations."""

    _inherit = "kehu.visit"

    def _follow_event(self, attended):
        """Who was there is with whom; nobody there, and it did not take place."""
        if not attended:
            if self.state == "done":
                reason = self.env._("Attendance was taken back.")
                self.write({"state": "cancelled", "reason": reason})
            return
        people = attended.partner_id - self.partner_id
        if self.state != "done":
            self.write({"state": "done", "reason": False})
        if people - self.contact_ids:
            self.contact_ids |= people
