from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..engine import festivals

CALENDARS = [(festivals.LUNAR, "Lunar"), (festivals.SOLAR, "Common")]
#: Years for which every festival has its date, counted from this one.
BACK, AHEAD = 15, 5
#: Festivals that the sales analysis counts its days before.
SEASONS = {"spring": "festival_spring", "autumn": "festival_mid_autumn"}


class KehuFestival(models.Model):
    """A festival of the year, told by its rule: a day of the lunar or common calendar.

    From the rule come the dates, a row for each year; sales are compared by the days
    before them, because Spring Festival and Mid-Autumn move by weeks between years.
    """

    _name = "kehu.festival"
    _description = "Festival"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    calendar = fields.Selection(CALENDARS, required=True, default=festivals.LUNAR)
    month = fields.Integer(required=True, default=1)
    day = fields.Integer(
        string="Day of the Month",
        required=True,
        default=1,
        help="In a month that is too short, the festival is on its last day.",
    )
    date_ids = fields.One2many("kehu.festival.date", "festival_id", string="Dates")
    next_date = fields.Date(compute="_compute_next", string="Next")
    days_left = fields.Integer(compute="_compute_next")

    @api.depends("date_ids.date")
    @api.depends_context("company")
    def _compute_next(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        for festival in self:
            dates = sorted(filter(None, festival.date_ids.mapped("date")))
            festival.next_date = festivals.upcoming(dates, today)
            festival.days_left = festivals.days_before(dates, today) or 0

    @api.constrains("calendar", "month", "day")
    def _check_rule(self):
        for festival in self:
            if not festival._rule().makes_sense():
                raise ValidationError(
                    self.env._(
                        "No year has a month %(month)s, day %(day)s: a lunar month "
                        "has at most 30 days, and a year 12 months.",
                        month=festival.month,
                        day=festival.day,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._fill()
        return made

    @api.ondelete(at_uninstall=False)
    def _unlink_except_seasons(self):
        if set(self._season_ids().values()) & set(self.ids):
            raise UserError(
                self.env._(
                    "The sales analysis counts its days before this festival: "
                    "rename or archive it instead."
                )
            )

    @api.model
    def _season_ids(self):
        """The festivals that days are counted before: name → id, 0 without one."""
        known = self.env["ir.model.data"]._xmlid_to_res_id
        return {n: known(f"kehu_liquor.{xmlid}") or 0 for n, xmlid in SEASONS.items()}

    def _rule(self):
        return festivals.Rule(self.calendar, self.month, self.day)

    def _fill(self):
        """Give each festival a date for every year around today that has none."""
        this = self.env["kehu.facts"]._today(self.env.company).year
        wanted = set(range(this - BACK, this + AHEAD + 1))
        self.env["kehu.festival.date"].create(
            [
                {"festival_id": festival.id, "year": year}
                for festival in self
                for year in sorted(wanted - set(festival.date_ids.mapped("year")))
            ]
        )

    @api.model
    def _fill_all(self):
        """The same for all: at night, so that the years never run out."""
        self.search([("active", "in", (True, False))])._fill()


class KehuFestivalDate(models.Model):
    """When a festival is, in one year: by its rule, unless people say otherwise."""

    _name = "kehu.festival.date"
    _description = "Festival date"
    _order = "date desc, id"
    _rec_name = "date"

    festival_id = fields.Many2one(
        "kehu.festival", required=True, index=True, ondelete="cascade"
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        help="Of the festival's calendar: New Year's Eve is in the old lunar year.",
    )
    date = fields.Date(
        compute="_compute_date",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )

    _once_a_year = models.Constraint(
        "UNIQUE (festival_id, year)", "A festival has one date in each year."
    )

    @api.depends("festival_id.calendar", "festival_id.month", "festival_id.day", "year")
    def _compute_date(self):
        for row in self:
            rule = row.festival_id._rule()
            known = rule.makes_sense() and row._year_is_known()
            row.date = rule.date_in(row.year) if known else row.date

    @api.constrains("year")
    def _check_year(self):
        if not all(row._year_is_known() for row in self):
            raise ValidationError(
                self.env._("The calendar is known from 1901 to 2199.")
            )

    @api.constrains("date", "festival_id")
    def _check_apart(self):
        for festival in self.festival_id:
            pair = festivals.crowded(festival.date_ids.mapped("date"))
            if pair:
                raise ValidationError(
                    self.env._(
                        "%(festival)s comes once a year: %(first)s and %(second)s "
                        "lie too close together.",
                        festival=festival.name,
                        first=pair[0],
                        second=pair[1],
                    )
                )

    def _year_is_known(self):
        return festivals.FIRST_YEAR <= self.year <= festivals.LAST_YEAR
