from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import date_utils

#: What the calendar can be narrowed down to: key → operator on `kehu.metric`.
FILTERS = {
    "user_id": "=",
    "grade_id": "=",
    "territory_id": "child_of",
    "role_id": "=",
}
#: So many customers are shown at once; the rest on further pages.
PAGE = 500
LARGEST = 2**31
LONGEST_SEARCH = 100
SPANS = ("month", "week")
FIRST_YEAR, LAST_YEAR = 2000, 2100
#: How a contact or a promise stands, as the calendar marks it.
MARKS = ("done", "planned", "late", "missed")


class KehuCalendar(models.AbstractModel):
    """The contact calendar: customers down, days across, a letter for each contact.

    For whoever serves customers: what was done, what is planned or promised, what was
    missed, of the customers whom the reader's own record rules show, in the current
    company and by its clock. A letter tells its note, and any day takes a contact.
    """

    _name = "kehu.calendar"
    _description = "Contact calendar"

    # --------------------------------------------------------- for the screen
    @api.model
    def get_calendar(self, filters, day=False, span="month", offset=0):
        """A month or a week of up to `PAGE` customers, in the reader's words.

        :param filters: dict of `FILTERS` and ``search``
        :param day: a day of the span; the company's today if there is none
        :param span: "month" or "week"
        :param offset: how many customers stand on the pages before
        """
        self._check_reader()
        asked = self._read_filters(filters)
        today = self._today()
        first, last = self._read_span(day, span, today)
        if type(offset) is not int or not 0 <= offset < LARGEST:
            self._refuse()
        metrics = self.env["kehu.metric"]
        domain = self._domain(asked)
        total = metrics.search_count(domain)
        page = metrics.search(domain, limit=PAGE, offset=min(offset, max(total - 1, 0)))
        found = self._cells(page, first, last, today)
        return {
            "filters": asked,
            "choices": self._choices(),
            "span": span,
            "title": self._say_span(first, last, span),
            "day": fields.Date.to_string(self._middle(first, last, today)),
            "before": fields.Date.to_string(first - timedelta(days=1)),
            "after": fields.Date.to_string(last + timedelta(days=1)),
            "days": self._days(first, last, today),
            "kinds": self._kinds(found),
            "people": self._people(found),
            "counts": {
                mark: sum(cell["mark"] == mark for cell in found) for mark in MARKS
            },
            "unit": self._money_unit(page),
            "rows": self._rows(page, found, self._middle(first, last, today)),
            "offset": offset,
            "limit": PAGE,
            "total": total,
        }

    @api.model
    def action_log(self, partner_id, day, kind_id=False):
        """The quick entry for a customer and a day: a log, or ahead a plan."""
        self._check_reader()
        for number in (partner_id, kind_id or 1):
            if type(number) is not int or not 0 < number < LARGEST:
                self._refuse()
        day, today = self._read_day(day), self._today()
        partner = self.env["res.partner"].browse(partner_id)
        partner.check_access("read")
        values = {
            "partner_id": partner_id,
            "company_id": self.env.company.id,
            "kind_id": kind_id,
        }
        if day > today:
            values |= {"state": "planned", "date_begin": self._free_at(day)}
        elif day < today:
            values["date_begin"] = self._free_at(day)
        return self.env["kehu.visit"]._action_log(**values)

    # ---------------------------------------------------------------- access
    @api.model
    def _check_reader(self):
        for model in ("kehu.visit", "kehu.followup", "kehu.metric"):
            self.env[model].check_access("read")

    @api.model
    def _refuse(self):
        raise UserError(self.env._("The calendar does not know this question."))

    @api.model
    def _read_filters(self, filters):
        """The filters as meant; anything else is refused."""
        if not isinstance(filters, dict) or set(filters) - {*FILTERS, "search"}:
            self._refuse()
        asked = {key: filters.get(key) or False for key in FILTERS}
        for value in asked.values():
            if value is not False and not (type(value) is int and 0 < value < LARGEST):
                self._refuse()
        search = filters.get("search") or ""
        if not isinstance(search, str):
            self._refuse()
        return asked | {"search": search.strip()[:LONGEST_SEARCH]}

    @api.model
    def _read_day(self, day):
        try:
            day = fields.Date.to_date(day) if isinstance(day, str) else None
        except ValueError:
            day = None
        if not day or not FIRST_YEAR <= day.year <= LAST_YEAR:
            self._refuse()
        return day

    @api.model
    def _read_span(self, day, span, today):
        if span not in SPANS:
            self._refuse()
        day = self._read_day(day) if day else today
        return date_utils.start_of(day, span), date_utils.end_of(day, span)

    # ------------------------------------------------------------- customers
    @api.model
    def _domain(self, filters):
        domain = Domain("company_id", "=", self.env.company.id)
        for key, operator in FILTERS.items():
            if filters[key]:
                domain &= Domain(key, operator, filters[key])
        if filters["search"]:
            domain &= Domain("partner_id", "ilike", filters["search"])
        return domain

    @api.model
    def _today(self):
        return self.env["kehu.facts"]._today(self.env.company)

    @api.model
    def _middle(self, first, last, today):
        """The day whose month is counted: today where it is shown."""
        return today if first <= today <= last else first + (last - first) // 2

    @api.model
    def _cells(self, metrics, first, last, today):
        """Contacts and promises of the days shown, each with its mark.

        A promise kept stands as its contact, one arranged as its plan.
        """
        here = Domain("company_id", "=", self.env.company.id) & Domain(
            "partner_id", "in", metrics.sudo().partner_id.ids
        )
        days = Domain("day", ">=", first) & Domain("day", "<=", last)
        due = Domain("due_on", ">=", first) & Domain("due_on", "<=", last)
        promises = Domain("step_id", "!=", False) & Domain(
            "state", "in", ("open", "missed")
        )
        cells = (
            self.env["kehu.facts"]
            .sudo()
            ._calendar_cells(
                self.env["kehu.visit"]._search(
                    here & days & Domain("state", "!=", "cancelled")
                ),
                self.env["kehu.followup"]._search(here & due & promises),
                self.env.company.sudo().resource_calendar_id.tz or "UTC",
            )
        )
        for cell in cells:
            over = cell["state"] in ("done", "missed")
            ahead = "late" if cell["day"] < today else "planned"
            cell["mark"] = cell["state"] if over else ahead
        return cells

    @api.model
    def _kept(self, metrics, day):
        """Promises of the day's month: customer id → ``(kept, all)``."""
        rows = self.env["kehu.followup"]._read_group(
            [
                ("company_id", "=", self.env.company.id),
                ("partner_id", "in", metrics.sudo().partner_id.ids),
                ("step_id", "!=", False),
                ("due_on", ">=", date_utils.start_of(day, "month")),
                ("due_on", "<=", date_utils.end_of(day, "month")),
            ],
            ["partner_id", "state"],
            ["__count"],
        )
        kept = {}
        for partner, state, count in rows:
            done, every = kept.get(partner.id, (0, 0))
            kept[partner.id] = (done + count * (state == "done"), every + count)
        return kept

    @api.model
    def _free_at(self, day):
        """When a contact of that day may have begun: after my last one, or at nine."""
        visits = self.env["kehu.visit"]
        last = visits.search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("day", "=", day),
                ("state", "=", "done"),
            ],
            order="date_end desc nulls last",
            limit=1,
        )
        here = visits.new({"company_id": self.env.company.id})
        return last.date_end or here._in_the_morning(day)
