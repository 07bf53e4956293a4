from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuHandoverAct(models.Model):
    """The act itself: locked, checked against the preview, all customers or none.

    By a lead or manager once both sides confirmed, or by the night when its day has
    come; and the handover that lies ready when somebody's login is archived.
    """

    _inherit = "kehu.handover"

    # -------------------------------------------------------------- the act
    def action_execute(self):
        """Carry it out: all customers, or none."""
        for handover in self:
            handover._check_leads()
            if handover.state != "confirmed":
                raise UserError(
                    self.env._("Both sides confirm before customers are handed over.")
                )
            today = self.env["kehu.facts"]._today(handover.company_id)
            if handover.date > today:
                raise UserError(
                    self.env._(
                        "It takes effect on %s: the night carries it out by itself.",
                        handover.date,
                    )
                )
            handover.sudo()._carry_out(today)
        return True

    def _carry_out(self, today):
        self._lock()
        groups = self.line_ids.grouped("successor_id")
        if self.is_temporary:
            self._let_cover(today)
        else:
            self._move_owners(today)
            for successor, lines in groups.items():
                lines.partner_id._kehu_pass_on(
                    self.leaver_id, successor, self.company_id
                )
            self._end_claims()
        self._first_contacts(today)
        self.write(
            {
                "state": "done",
                "done_on": fields.Datetime.now(),
                "done_by_id": self.env.uid,
            }
        )

    def _lock(self):
        """Be alone with these customers, and sure that they are still as previewed."""
        if not self.try_lock_for_update():
            raise UserError(self.env._("Somebody carries this handover out just now."))
        facts = self.env["kehu.facts"]
        facts._lock_partners(self.line_ids.partner_id.ids)
        self.invalidate_recordset()
        if set(self._customers().ids) != set(self.line_ids.partner_id.ids):
            raise UserError(
                self.env._(
                    "Since the preview customers came or went: preview again, so that "
                    "both confirm what really moves."
                )
            )

    def _move_owners(self, today):
        self.env["kehu.facts"]._own(
            [
                (line.partner_id.id, self.company_id.id, line.successor_id.id, today)
                for line in self.line_ids
            ],
            "handover",
            self.reason,
        )

    def _let_cover(self, today):
        self.env["kehu.facts"]._cover(
            [
                (
                    line.partner_id.id,
                    self.company_id.id,
                    line.successor_id.id,
                    max(self.date, today),
                    self.date_end,
                )
                for line in self.line_ids
            ],
            "handover",
            self.reason,
        )

    def _end_claims(self):
        claims = self.env["kehu.claim"].search(
            [
                ("partner_id", "in", self.line_ids.partner_id.ids),
                ("company_id", "=", self.company_id.id),
                ("user_id", "=", self.leaver_id.id),
                ("state", "=", "granted"),
            ]
        )
        claims.write({"state": "returned"})

    def _first_contacts(self, today):
        """One reminder per customer, all in one batch: due at once."""
        model = self.env["ir.model"]._get("res.partner").id
        kind = self.env.ref("mail.mail_activity_data_call", raise_if_not_found=False)
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        summary = self.env._("First contact after the handover")
        activities.create(
            [
                {
                    "res_model_id": model,
                    "res_id": line.partner_id.id,
                    "user_id": line.successor_id.id,
                    "activity_type_id": kind.id if kind else False,
                    "summary": summary,
                    "date_deadline": today,
                }
                for line in self.line_ids
            ]
        )

    # --------------------------------------------------------------- screens
    def action_open_lines(self):
        """The customers as a list, where many get their successor at once."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers"),
            "res_model": "kehu.handover.line",
            "view_mode": "list,kanban",
            "domain": [("handover_id", "=", self.id)],
            "context": {"create": False, "delete": False},
        }

    # ---------------------------------------------------------- for others
    @api.model
    def _suggest(self, users):
        """Whoever leaves with customers in hand: a handover lies ready."""
        rows = self.env["kehu.ownership"]._read_group(
            [
                ("user_id", "in", users.ids),
                ("is_cover", "=", False),
                ("date_end", "=", False),
                ("partner_id.kehu_role_id", "!=", False),
            ],
            ["user_id", "company_id"],
        )
        for user, company in rows:
            ready = [
                ("leaver_id", "=", user.id),
                ("company_id", "=", company.id),
                ("state", "!=", "done"),
            ]
            if not self.search_count(ready, limit=1):
                self.create(
                    {
                        "leaver_id": user.id,
                        "company_id": company.id,
                        "date": self.env["kehu.facts"]._today(company),
                        "reason": self.env._("The login was archived"),
                    }
                )

    @api.model
    def _carry_out_due(self, company, day):
        """Confirmed handovers whose day has come. :return: how many"""
        due = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "confirmed"),
                ("date", "<=", day),
            ]
        )
        failures = []
        for handover in due:
            try:
                with self.env.cr.savepoint():
                    handover._carry_out(day)
            except UserError as error:
                failures.append(f"{handover.display_name}: {error}")
        return len(due) - len(failures), failures
