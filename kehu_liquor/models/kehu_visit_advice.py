from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .kehu_advice import OPEN

ANSWERS = [("adopted", "Adopted"), ("declined", "Not Adopted")]
#: What of a contact its advice hangs on.
CARRIES = {"state", "advice_id", "advice_answer", "advice_opinion", "date_begin"}


class KehuVisitAdvice(models.Model):
    """The one piece of advice that a contact brings, and what the customer said to it.

    Agreed before; the oldest that waits is proposed with a plan and with a visit that
    is logged. Kinds of contact that ask for one are not done without.
    """

    _inherit = "kehu.visit"

    advice_id = fields.Many2one(
        "kehu.advice",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', '=', partner_id), ('company_id', '=', company_id),"
        " ('state', 'in', ('agreed', 'carried'))]",
    )
    advice_answer = fields.Selection(ANSWERS, string="Said to It", copy=False)
    advice_opinion = fields.Char(string="The Customer's Opinion", copy=False)
    has_advice = fields.Boolean(compute="_compute_has_advice")

    @api.depends("partner_id", "company_id", "kind_id", "advice_id")
    def _compute_has_advice(self):
        """Whether there is something to bring: else nobody is asked."""
        for visit in self:
            asked = visit.advice_id or visit.kind_id.needs_advice
            visit.has_advice = bool(asked or visit._waiting_advice())

    def _waiting_advice(self):
        """Agreed advice of the customer that no other plan brings, the oldest first."""
        customer = self.partner_id.commercial_partner_id
        if not customer:
            return self.env["kehu.advice"]
        theirs = Domain("partner_id", "=", customer.id)
        here = Domain("company_id", "=", self.company_id.id)
        found = (
            self.env["kehu.advice"]
            .sudo()
            .search(theirs & here & Domain("state", "in", OPEN), order="id")
        )
        free = found.filtered(
            lambda a: (
                not (a.visit_ids - self._origin).filtered(
                    lambda visit: visit.state == "planned"
                )
            )
        )
        return free.with_env(self.env)

    def _needs_advice(self):
        return self.kind_id.needs_advice

    @api.onchange("partner_id", "kind_id")
    def _onchange_advice(self):
        """Face to face the oldest piece of advice is at hand."""
        customer = self.partner_id.commercial_partner_id
        if self.advice_id and self.advice_id.sudo().partner_id != customer:
            self.advice_id = False
        if not self.advice_id and self._brings_advice():
            self.advice_id = self._waiting_advice()[:1]

    def _brings_advice(self):
        return self.kind_id.is_face_to_face or self._needs_advice()

    # ----------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits._take_advice()
        visits._carry_advice(visits.advice_id)
        return visits

    def write(self, vals):
        before = self.advice_id
        done = super().write(vals)
        if CARRIES & set(vals):
            self._carry_advice(before | self.advice_id)
        return done

    def unlink(self):
        advices = self.advice_id
        done = super().unlink()
        advices._carry()
        return done

    def _take_advice(self):
        """A plan to meet the customer takes along what is agreed."""
        for visit in self:
            free = visit.state == "planned" and not visit.advice_id
            if free and visit._brings_advice():
                visit.advice_id = visit._waiting_advice()[:1]

    @api.model
    def _plans_of(self, advices):
        """Plans with the customers that some advice is for, the next one first."""
        return self.search(
            [
                ("partner_id", "in", advices.partner_id.ids),
                ("company_id", "in", advices.company_id.ids),
                ("state", "=", "planned"),
                ("advice_id", "=", False),
            ],
            order="planned_at, id",
        )

    def _carry_advice(self, advices):
        """The advice was brought, and the customer answered, or it was not so."""
        advices._carry()
        for visit in self.filtered(lambda v: v.state == "done" and v.advice_id):
            advice, answer = visit.advice_id, visit.advice_answer
            said = visit.advice_opinion or None
            stated = advice.sudo()
            if stated.visit_id != visit:
                continue  # a later contact brought it again
            if answer and (stated.state, stated.answered_on) != (answer, visit.day):
                advice._answer(answer, visit.day, said)
            elif said and said != stated.opinion:
                stated.opinion = said

    @api.constrains("advice_id", "kind_id", "state", "partner_id", "company_id")
    def _check_advice(self):
        for visit in self:
            advice = visit.advice_id.sudo()
            if not advice:
                visit._check_has_advice()
                continue
            if advice.partner_id != visit.partner_id or (
                advice.company_id != visit.company_id
            ):
                raise ValidationError(
                    self.env._("“%s” is advice to somebody else.", advice.name)
                )
            if advice.state in ("proposed", "withdrawn"):
                raise ValidationError(
                    self.env._(
                        "“%s” is not agreed: choose another piece of advice, or have "
                        "it agreed first.",
                        advice.name,
                    )
                )

    def _check_has_advice(self):
        if self.state == "done" and self._needs_advice():
            raise ValidationError(
                self.env._(
                    "%(kind)s brings exactly one piece of advice: propose one for "
                    "%(customer)s first.",
                    kind=self.kind_id.name,
                    customer=self.partner_id.sudo().name,
                )
            )
