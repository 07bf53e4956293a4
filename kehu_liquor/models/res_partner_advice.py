from odoo import fields, models


class ResPartnerAdvice(models.Model):
    """What was advised to a customer and waits passes on with the customer."""

    _inherit = "res.partner"

    def _kehu_open_things(self, user, company):
        found = super()._kehu_open_things(user, company)
        for advice in self._kehu_open_advice(user, company):
            day = advice.agreed_on or fields.Date.to_date(advice.create_date)
            found.setdefault(advice.partner_id.id, []).append((advice.name, day))
        return found

    def _kehu_pass_on(self, old, new, company):
        done = super()._kehu_pass_on(old, new, company)
        self._kehu_open_advice(old, company).user_id = new
        return done

    def _kehu_open_advice(self, user, company):
        waiting = [("state", "in", ("proposed", "agreed", "carried"))]
        theirs = self._kehu_theirs(user, company)
        return self.env["kehu.advice"].sudo().search([*theirs, *waiting])
