from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: So near to the visit the place still says where it was.
NEAR = timedelta(hours=12)
#: Nobody asks where somebody stood longer ago.
DEFAULT_DAYS = 90


class KehuVisitPosition(models.Model):
    """Where somebody stood at check-in: one point a visit, by their own tap, no track.

    Kept only where the company and the person both switched it on, seen by that person
    and by managers, never changed, and gone after the company's number of days.
    """

    _name = "kehu.visit.position"
    _description = "Position at check-in"
    _order = "id desc"
    _rec_name = "visit_id"

    visit_id = fields.Many2one(
        "kehu.visit", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="cascade"
    )
    latitude = fields.Float(digits=(10, 6), readonly=True, aggregator=None)
    longitude = fields.Float(digits=(10, 6), readonly=True, aggregator=None)
    accuracy = fields.Float(
        string="Accuracy (m)", digits=(10, 0), readonly=True, aggregator=None
    )

    _once = models.UniqueIndex("(visit_id)", "One point is kept for a visit.")
    _on_earth = models.Constraint(
        "CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"
        " AND accuracy >= 0)",
        "This is no place on earth.",
    )

    @api.autovacuum
    def _gc_positions(self):
        """Points older than the company's number of days are deleted."""
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            days = timedelta(days=company.kehu_visit_position_days)
            self.sudo().search(
                [
                    ("company_id", "=", company.id),
                    ("create_date", "<", fields.Datetime.now() - days),
                ]
            ).unlink()


class KehuVisitPlace(models.Model):
    """The point of a contact: taken with its log, read by whom it concerns."""

    _inherit = "kehu.visit"

    position_ids = fields.One2many(
        "kehu.visit.position", "visit_id", string="Position Kept", readonly=True
    )
    position = fields.Json(compute="_compute_position", inverse="_inverse_position")
    takes_position = fields.Boolean(compute="_compute_takes_position")

    @api.depends("position_ids")
    @api.depends_context("uid")
    def _compute_position(self):
        found = self.env["kehu.visit.position"]
        if self.ids:
            found = found.search([("visit_id", "in", self.ids)])
        points = {point.visit_id.id: point for point in found}
        for visit in self:
            point = points.get(visit.id)
            visit.position = point and {
                "latitude": point.latitude,
                "longitude": point.longitude,
                "accuracy": point.accuracy,
            }

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_takes_position(self):
        mine = self.env.user.sudo().kehu_visit_position
        for visit in self:
            own = visit.user_id == self.env.user
            visit.takes_position = own and mine and visit.company_id.kehu_visit_position

    def _inverse_position(self):
        for visit in self.filtered("position"):
            visit._check_position()
            point = visit._read_point(visit.position)
            self.env["kehu.visit.position"].sudo().create(
                {
                    **point,
                    "visit_id": visit.id,
                    "company_id": visit.company_id.id,
                    "user_id": visit.user_id.id,
                }
            )

    def _check_position(self):
        """Switched on twice, one's own, once, and while there."""
        if not self.takes_position:
            raise UserError(
                self.env._(
                    "Positions are off: the company and the person both switch them on."
                )
            )
        if self.sudo().position_ids:
            raise UserError(self.env._("One point is kept for a visit."))
        moment = self.date_begin or self.planned_at
        if abs(fields.Datetime.now() - moment) > NEAR:
            raise UserError(
                self.env._("A position belongs to the day of the visit, not to later.")
            )

    def _read_point(self, point):
        """A browser's answer as numbers; anything else is refused."""
        try:
            found = {
                name: float(point[name])
                for name in ("latitude", "longitude", "accuracy")
            }
        except (KeyError, TypeError, ValueError):
            found = {}
        sound = (
            found
            and -90 <= found["latitude"] <= 90
            and -180 <= found["longitude"] <= 180
            and 0 <= found["accuracy"] < 1e6
        )
        if not sound:
            raise UserError(self.env._("This is no place on earth."))
        return found
