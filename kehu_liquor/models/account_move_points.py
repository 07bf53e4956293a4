from odoo import api, fields, models

BOOKS = "account.group_account_readonly,account.group_account_invoice"


class AccountMovePoints(models.Model):
    """Whatever happens to a sales document, its points follow at once."""

    _inherit = "account.move"

    kehu_is_settlement = fields.Boolean(
        string="Settlement",
        readonly=True,
        copy=False,
        groups=BOOKS,
        help="A rebate or support of ours: it is no sale and earns no points.",
    )
    kehu_points_entry_ids = fields.One2many(
        "kehu.points.entry", "move_id", string="Points Entries", groups=BOOKS
    )
    kehu_points = fields.Float(
        string="Reward Points",
        compute="_compute_kehu_points",
        digits=(16, 2),
        groups=BOOKS,
    )

    def _compute_kehu_points(self):
        sums = dict(
            self.env["kehu.points.entry"]._read_group(
                [("move_id", "in", self.ids)], ["move_id"], ["points:sum"]
            )
        )
        for move in self:
            move.kehu_points = sums.get(move, 0)

    @api.model
    def _kehu_entered(self, vals):
        """A settlement is made by its own paper, never by a tick sent along."""
        vals = super()._kehu_entered(vals)
        if self.env.su or "kehu_is_settlement" not in vals:
            return vals
        return {name: vals[name] for name in vals if name != "kehu_is_settlement"}

    def action_kehu_points(self):
        """The entries that this document has in the ledger of points."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_entry_action"
        )
        return {**action, "domain": [("move_id", "=", self.id)], "context": {}}

    # ----------------------------------------------------------------- hooks
    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._kehu_settle_points()
        return posted

    def button_draft(self):
        done = super().button_draft()
        self._kehu_settle_points()
        return done

    def button_cancel(self):
        done = super().button_cancel()
        self._kehu_settle_points()
        return done

    def unlink(self):
        self.check_access("unlink")
        moves = self._kehu_sold()
        if not moves or not self.env["kehu.points.rule"]._any()[0]:
            return super().unlink()
        sold = moves.filtered(lambda move: move.state == "posted")
        if sold:
            self.env["kehu.points.entry"].sudo()._settle(sold, gone=sold.ids)
        orphans = moves.reversal_move_ids - self  # they name nothing from now on
        done = super().unlink()
        orphans.exists()._kehu_settle_points()
        return done

    def _kehu_settle_points(self):
        """What the documents earn now, less what is booked. Only the ledger by sudo."""
        sold = self._kehu_sold()
        if sold and self.env["kehu.points.rule"]._any()[0]:
            self.env["kehu.points.entry"].sudo()._settle(sold)

    def _kehu_sold(self):
        return self.filtered(lambda move: move.is_sale_document(include_receipts=True))
