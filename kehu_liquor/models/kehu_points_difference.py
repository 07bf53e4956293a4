from collections import defaultdict
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .kehu_points_settle import OURS, SHOWN

BATCH = 2000
#: After so many nights every document was compared once more.
NIGHTS = 90


class KehuPointsDifference(models.Model):
    """Where the ledger says something else than the documents do: none is expected.

    Every document is worked out anew, by its lines and the terms it earned by, and
    compared with what is booked. Whoever answers for the books does it for all at any
    time; the night for what changed lately, for what differed before, and for a part
    of the rest, so that in a quarter nothing is left out. Here stands what is found.
    """

    _name = "kehu.points.difference"
    _description = "Difference in points"
    _order = "checked_on desc, id"
    _rec_name = "document"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    move_id = fields.Many2one(
        "account.move",
        string="Invoice",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    external_sale_id = fields.Many2one(
        "kehu.external.sale",
        string="Merchant's Invoice",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    document = fields.Char(readonly=True)
    target = fields.Float(
        string="By the Document", readonly=True, digits=(16, 2), aggregator=None
    )
    booked = fields.Float(
        string="In the Ledger", readonly=True, digits=(16, 2), aggregator=None
    )
    difference = fields.Float(readonly=True, digits=(16, 2))
    checked_on = fields.Datetime(readonly=True)

    def action_check(self):
        """Check now, and show what differs."""
        self._check_may()
        found = self.sudo()._check(self.env.company)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if found else "success",
                "message": self._say_found(found),
                "next": {
                    **self.env["ir.actions.act_window"]._for_xml_id(
                        "kehu_liquor.kehu_points_difference_action"
                    ),
                    "target": "main",
                },
            },
        }

    def action_book(self):
        """Book what these documents' points differ by."""
        self._check_may()
        self.check_access("read")
        lost = self.filtered(lambda row: not (row.move_id or row.external_sale_id))
        if lost:
            raise UserError(
                self.env._(
                    "The document of %s is gone: adjust its points.",
                    lost[0].document or "",
                )
            )
        rows = self.sudo()
        for moves in rows.move_id.grouped("company_id").values():
            self.env["kehu.points.entry"].sudo()._settle(moves)
        self.env["kehu.points.entry"].sudo()._settle_shown(rows.external_sale_id)
        rows.unlink()
        return True

    def action_open_document(self):
        self.ensure_one()
        self.check_access("read")
        document = self.move_id or self.external_sale_id
        document.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": document._name,
            "res_id": document.id,
            "views": [(False, "form")],
        }

    def _check_may(self):
        groups = ("kehu_liquor.group_kehu_manager", "account.group_account_user")
        if not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(
                self.env._("Managers and accountants check the ledger of points.")
            )

    @api.model
    def _say_found(self, found):
        if not found:
            return self.env._("Every document agrees with the ledger of points.")
        return self.env._("%s documents differ from the ledger of points.", found)

    # ---------------------------------------------------------------- the check
    @api.model
    def _check(self, company, night=None):
        """Compare documents with the ledger. :return: how many differ

        :param night: the day whose part of them is compared; None: all of them
        """
        self.env.flush_all()
        found = defaultdict(lambda: [0, 0, None])
        for differences in self._batches(company, night):
            for key, difference in differences.items():
                row = found[key[:2]]
                row[0] += difference.share.points
                row[1] += difference.share.points - difference.amount
                row[2] = difference
        self.search([("company_id", "=", company.id)]).unlink()
        now = fields.Datetime.now()
        rows = [
            {
                "partner_id": last.root["partner_id"],
                source.document: number,
                "document": last.document["name"],
                "target": float(target),
                "booked": float(booked),
                "difference": float(target - booked),
            }
            for (source, number), (target, booked, last) in found.items()
        ]
        rows += self._orphans(company)
        common = {"company_id": company.id, "checked_on": now}
        self.create([row | common for row in rows])
        return len(rows)

    @api.model
    def _batches(self, company, night):
        """Differences by document, line and rule; a family is met more than once."""
        facts = self.env["kehu.facts"]
        part = night and (NIGHTS, night.toordinal() % NIGHTS)
        asks = {OURS: facts._points_families, SHOWN: facts._points_shown_families}
        for source, ask in asks.items():
            yield from self._batches_of(source, partial(ask, company, part))

    @api.model
    def _batches_of(self, source, ask):
        entries = self.env["kehu.points.entry"].sudo()
        after, known = 0, set()
        while ids := ask(after, BATCH):
            fresh = {
                (source, d.document["id"], d.line, d.rule): d
                for d in entries._differences(ids, source=source)
            }
            yield {key: d for key, d in fresh.items() if key not in known}
            known |= fresh.keys()
            after = ids[-1]

    @api.model
    def _orphans(self, company):
        return [
            {
                "partner_id": row["partner_id"],
                "document": row["document"],
                "booked": row["points"],
                "difference": -row["points"],
            }
            for row in self.env["kehu.facts"]._points_orphans(company)
        ]
