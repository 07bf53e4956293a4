import logging

from odoo import fields, models

from .kehu_run import RETRIED

_logger = logging.getLogger(__name__)


class KehuRunWarn(models.Model):
    """The night's chapters "warn" and "tell": every rule is asked, people are told.

    One query a rule, each with its own commit. A rule that cannot be asked is named
    in the run and on itself; the others go on.
    """

    _inherit = "kehu.run"

    asked = fields.Integer(string="Rules Asked")
    opened = fields.Integer(string="Warnings Opened")
    passed = fields.Integer(string="Warnings Passed")
    told = fields.Integer(string="People Told")

    def _stage_warn(self):
        facts = self.env["kehu.facts"]
        if not self.cursor:
            self._retrying(lambda: facts._losses(self.company_id, self.day))
            self._retrying(lambda: facts._wake(self.company_id, self.day))
        for rule in self._rules_to_ask():
            self._retrying(lambda r=rule: self._ask_rule(r))
            self._commit()
        self._retrying(lambda: facts._judge_alerts(self.company_id, self.day))

    def _rules_to_ask(self):
        """Rules not yet asked this night, in an order that can be resumed."""
        return self.env["kehu.alert.rule"].search(
            [
                ("trigger", "=", "night"),
                ("company_id", "in", (False, self.company_id.id)),
                ("id", ">", self.cursor),
            ],
            order="id",
        )

    def _ask_rule(self, rule):
        try:
            with self.env.cr.savepoint():
                opened, _touched, passed = rule._ask(self.company_id, self.day)
        except RETRIED:
            raise
        except Exception as error:  # this rule alone
            _logger.warning(
                "Warning rule %s could not be asked", rule.id, exc_info=True
            )
            self._name_broken(rule, error)
            return
        if rule.problem:
            rule.problem = False
        self.write(
            {
                "asked": self.asked + 1,
                "opened": self.opened + opened,
                "passed": self.passed + passed,
                "cursor": rule.id,
            }
        )

    def _name_broken(self, rule, error):
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        rule.problem = why
        self.write(
            {
                "cursor": rule.id,
                "line_ids": [
                    fields.Command.create(
                        {"stage": "warn", "message": f"{rule.name}: {why}"}
                    )
                ],
            }
        )

    def _stage_tell(self):
        self.told = self._retrying(
            lambda: self.env["kehu.alert.digest"]._tell(self.company_id, self.day)
        )
