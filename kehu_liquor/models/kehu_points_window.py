from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

STATES = [("draft", "Draft"), ("announced", "Announced"), ("cancelled", "Cancelled")]


class KehuPointsWindow(models.Model):
    """When points may be redeemed, for which gifts, at how many points each.

    Announced beforehand, at most one a month (a setting). What is announced stands:
    customers have been told.
    """

    _name = "kehu.points.window"
    _inherit = ["kehu.in.company"]
    _description = "Redemption window"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    date_from = fields.Date(string="Opens on", required=True)
    date_end = fields.Date(string="Closes on", required=True)
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    announced_on = fields.Date(readonly=True)
    note = fields.Text(string="To Be Told", help="How and where gifts are handed out.")
    gift_ids = fields.One2many(
        "kehu.points.gift", "window_id", string="Gifts for Points"
    )
    redemption_ids = fields.One2many(
        "kehu.redemption", "window_id", string="Redemptions", readonly=True
    )
    redemption_count = fields.Integer(compute="_compute_redemptions")
    is_open = fields.Boolean(compute="_compute_is_open", search="_search_is_open")

    _dates_in_order = models.Constraint(
        "CHECK (date_end >= date_from)", "A window cannot close before it opens."
    )

    @api.depends("redemption_ids")
    def _compute_redemptions(self):
        for window in self:
            window.redemption_count = len(window.redemption_ids)

    @api.depends("state", "date_from", "date_end")
    def _compute_is_open(self):
        for window in self:
            today = self.env["kehu.facts"]._today(window.company_id)
            opens = window.state == "announced" and window.date_from and window.date_end
            window.is_open = opens and window.date_from <= today <= window.date_end

    @api.model
    def _search_is_open(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return [
            ("state", "=", "announced"),
            ("date_from", "<=", "today"),
            ("date_end", ">=", "today"),
        ]

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("state", None)
            vals.pop("announced_on", None)
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            if {"state", "announced_on"} & set(vals):
                raise UserError(self.env._("A window is announced by its button."))
            if any(window.state != "draft" for window in self):
                raise UserError(
                    self.env._("Customers have been told: what is announced stands.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if any(window.state != "draft" for window in self):
            raise UserError(self.env._("Only a draft is deleted: cancel the window."))

    # --------------------------------------------------------------- actions
    def action_announce(self):
        """Tell it: gifts, points and days stand from now on."""
        self.check_access("write")
        for window in self.sudo():
            window.lock_for_update()
            if window.state != "draft":
                raise UserError(self.env._("This window is announced already."))
            window._check_announced()
            today = self.env["kehu.facts"]._today(window.company_id)
            window.write({"state": "announced", "announced_on": today})
        return True

    def action_cancel(self):
        """No window after all; what was redeemed in it stays."""
        self.check_access("write")
        self.sudo().write({"state": "cancelled"})
        return True

    def action_redemptions(self):
        """What was redeemed in this window."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_redemption_action"
        )
        return {
            **action,
            "domain": [("window_id", "=", self.id)],
            "context": {"default_window_id": self.id},
        }

    def _check_announced(self):
        if not self.gift_ids:
            raise ValidationError(self.env._("A window offers at least one gift."))
        if self.date_end < self.env["kehu.facts"]._today(self.company_id):
            raise ValidationError(
                self.env._("This window is over: it cannot be announced any more.")
            )
        if self.company_id.kehu_points_monthly and self._rivals():
            raise ValidationError(
                self.env._(
                    "Another window opens in %s: at most one a month.",
                    self.date_from.strftime("%Y-%m"),
                )
            )

    def _rivals(self):
        """Announced windows that open in the same month."""
        month = fields.Date.start_of(self.date_from, "month")
        return self.search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "announced"),
                ("date_from", ">=", month),
                ("date_from", "<=", fields.Date.end_of(self.date_from, "month")),
                ("id", "!=", self.id),
            ]
        )


class KehuPointsGift(models.Model):
    """A gift of a window: a product, for so many points, while there are any."""

    _name = "kehu.points.gift"
    _description = "Gift for points"
    _order = "window_id, points, id"
    _check_company_auto = True

    window_id = fields.Many2one(
        "kehu.points.window", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="window_id.company_id", store=True)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    points = fields.Float(string="Points Each", required=True, digits=(16, 2))
    quantity = fields.Integer(
        string="At Most", help="How many there are in all. 0: as many as are asked for."
    )
    taken = fields.Integer(compute="_compute_taken")

    _points_positive = models.Constraint(
        "CHECK (points > 0 AND quantity >= 0)",
        "A gift costs points, and there is a number of it or none is said.",
    )
    _once = models.Constraint(
        "UNIQUE (window_id, product_id)", "A window offers a gift once."
    )

    @api.depends(
        "window_id.redemption_ids.state", "window_id.redemption_ids.line_ids.quantity"
    )
    def _compute_taken(self):
        sums = dict(
            self.env["kehu.redemption.line"]
            .sudo()
            ._read_group(
                [
                    ("gift_id", "in", self.ids),
                    ("redemption_id.state", "in", ("approved", "delivered")),
                ],
                ["gift_id"],
                ["quantity:sum"],
            )
        )
        for gift in self:
            gift.taken = sums.get(gift, 0)

    @api.depends("product_id", "points")
    def _compute_display_name(self):
        for gift in self:
            gift.display_name = self.env._(
                "%(product)s, %(points)s points",
                product=gift.product_id.display_name or "",
                points=f"{gift.points:g}",
            )

    @api.constrains("product_id")
    def _check_no_money(self):
        for gift in self:
            self.env["kehu.gift"]._refuse_money(gift.product_id.name)

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        gifts = super().create(vals_list)
        gifts._check_draft()
        return gifts

    def write(self, vals):
        self.check_access("write")
        self._check_draft()
        done = super().write(vals)
        self._check_draft()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_of_drafts(self):
        self._check_draft()

    def _check_draft(self):
        if any(gift.window_id.state != "draft" for gift in self.sudo()):
            raise UserError(
                self.env._("Customers have been told: what is announced stands.")
            )
