from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: A plan without an hour is for the morning.
MORNING = time(9)


class KehuVisitAct(models.Model):
    """What follows from a contact: promises kept, the next plan, warnings before."""

    _inherit = "kehu.visit"

    # -------------------------------------------------------- what is known
    @api.depends("partner_id", "company_id")
    @api.depends_context("lang", "uid")
    def _compute_hint(self):
        """One line before the talk: what is owed, and what was said last time."""
        for visit in self:
            partner = visit.partner_id.commercial_partner_id
            parts = []
            if partner:
                metric = visit._metric()
                if metric.overdue_amount:
                    owed = metric._money(metric.overdue_amount)
                    parts.append(self.env._("%s overdue", owed))
                parts.append(visit._say_last(partner))
            visit.hint = " · ".join(part for part in parts if part)

    def _metric(self):
        return self.env["kehu.metric"].search(
            [
                ("partner_id", "=", self.partner_id.commercial_partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
            limit=1,
        )

    def _say_last(self, partner):
        last = self.search(
            [
                ("partner_id", "=", partner.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "done"),
                ("id", "!=", self._origin.id),
            ],
            limit=1,
        )
        if not last:
            return self.env._("first contact on record")
        said = " ".join((last.note or last.purpose or "").split())
        return self.env._(
            "last time %(day)s %(kind)s %(said)s",
            day=format_date(self.env, last.day),
            kind=last.kind_id.name,
            said=said[:60],
        ).strip()

    @api.depends("partner_id", "kind_id", "day", "company_id", "state")
    @api.depends_context("lang")
    def _compute_warning(self):
        """“At most” warns before the extra one; it forbids nothing."""
        steps = self.env["kehu.cadence"].sudo()
        for visit in self:
            step, done = steps._at_most(visit) if visit.day else (None, 0)
            visit.warning = step and self.env._(
                "%(kind)s: number %(number)s of at most %(most)s.",
                kind=visit.kind_id.name,
                number=done + 1,
                most=step._say_how_often(),
            )

    # --------------------------------------------------------------- follows
    def _settle(self):
        """Promises kept or open again, the day of the last contact, the next plan."""
        followups = self.env["kehu.followup"].sudo()
        followups._follow_plans(self.sudo())
        self.flush_recordset()
        for company, visits in self.grouped("company_id").items():
            followups._settle(visits.partner_id, company)
        self._plan_next()

    def _plan_next(self):
        """The next time's day makes the next contact, once; later it moves along."""
        for visit in self.filtered(lambda v: v.state == "done" and v.next_date):
            begin = visit._in_the_morning(visit.next_date)
            if not visit.next_id:
                visit.sudo().next_id = self.create(
                    {
                        "partner_id": visit.partner_id.id,
                        "company_id": visit.company_id.id,
                        "user_id": visit.user_id.id,
                        "kind_id": visit.kind_id.id,
                        "state": "planned",
                        "planned_at": begin,
                        "purpose": visit.next_purpose,
                    }
                )
            elif visit.next_id.state == "planned":
                plan = {"planned_at": begin, "purpose": visit.next_purpose}
                if any(visit.next_id[name] != value for name, value in plan.items()):
                    visit.next_id.write(plan)

    def _in_the_morning(self, day):
        zone = self.company_id.sudo().resource_calendar_id.tz or "Asia/Shanghai"
        moment = datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone))
        return moment.astimezone(UTC).replace(tzinfo=None)

    # -------------------------------------------------------------- actions
    def action_done(self):
        """It took place: just now, unless its time is said."""
        now = fields.Datetime.now()
        for visit in self:
            usual = now - timedelta(minutes=visit.kind_id.minutes)
            planned = visit.planned_at
            today = planned and now - timedelta(hours=12) <= planned <= usual
            begin = visit.date_begin or (planned if today else usual)
            visit.write({"state": "done", "date_begin": begin})
        return {"type": "ir.actions.act_window_close"}

    def action_cancel(self):
        """It does not take place, and the reason says why."""
        for visit in self:
            if visit.state == "done":
                raise UserError(
                    self.env._("What took place is not cancelled: correct its time.")
                )
            visit.state = "cancelled"
        return True

    def action_plan(self):
        """Planned again, for the day that is now in it."""
        self.filtered(lambda v: v.state in ("cancelled", "missed")).write(
            {"state": "planned", "reason": False}
        )
        return True

    @api.model
    def _action_log(self, **values):
        """The quick entry with all that is known already."""
        context = {f"default_{name}": value for name, value in values.items() if value}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a Contact"),
            "res_model": "kehu.visit",
            "view_mode": "form",
            "views": [(self.env.ref("kehu_liquor.kehu_visit_view_quick").id, "form")],
            "target": "new",
            "context": context,
        }

    def _action_quick(self):
        """The quick entry of a plan."""
        return {**self._action_log(), "res_id": self.id}
