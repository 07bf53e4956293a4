from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuLeave(models.TransientModel):
    """A key person leaves: the post ends, and two things are to be done.

    Find the successor at this customer; open the new place, where the person will
    remember us. Who cannot see the new customer asks its owner by the follow-up.
    """

    _name = "kehu.leave"
    _description = "Leaving a post"

    person_id = fields.Many2one("res.partner", required=True, readonly=True, index=True)
    date = fields.Date(
        string="Left on", required=True, default=fields.Date.context_today
    )
    successor_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        domain="[('parent_id', '=', partner_id), ('id', '!=', person_id)]",
        help="Empty: to be found out.",
    )
    partner_id = fields.Many2one(related="person_id.commercial_partner_id")
    new_partner_id = fields.Many2one(
        "res.partner",
        string="Now With",
        index="btree_not_null",
        domain="[('is_company', '=', True), ('id', '!=', partner_id)]",
        help="A customer on file.",
    )
    new_employer = fields.Char(string="Or by Name")
    new_post = fields.Char(string="As")
    moves = fields.Boolean(
        string="Move the Contact There",
        default=True,
        help="The person's card then belongs to the new customer.",
    )
    warning = fields.Char(compute="_compute_warning")

    @api.depends("person_id")
    def _compute_warning(self):
        for leave in self:
            share = leave.person_id._kehu_contact_share()
            leave.warning = (
                share is not None
                and share > 0.5
                and self.env._(
                    "%s %% of our contacts with this customer ran through this person.",
                    round(100 * share),
                )
            )

    def action_apply(self):
        """End the post, write down the next one, open the two follow-ups."""
        self.ensure_one()
        person, old = self.person_id, self.partner_id
        person.check_access("write")
        if not person._kehu_may_know():
            raise UserError(self.env._("This is another salesperson's customer."))
        if person == old:
            raise UserError(self.env._("This person is the customer, not its staff."))
        if person.kehu_left_on:
            raise UserError(self.env._("This person has left already."))
        if self.date > self.env["kehu.facts"]._today(self.env.company):
            raise UserError(self.env._("Somebody leaves today or has left."))
        if self.successor_id:
            self.successor_id.check_access("write")
        self._end_post(person, old)
        self._begin_post(person)
        self._follow_up(person, old)
        self._move(person)
        return {"type": "ir.actions.act_window_close"}

    def _end_post(self, person, old):
        posts = person.kehu_career_ids.filtered(
            lambda row: row.partner_id == old and not row.date_end
        )
        if not posts:
            posts = posts.create(
                {
                    "person_id": person.id,
                    "partner_id": old.id,
                    "post": person.function,
                }
            )
        posts.sudo().write(
            {
                "date_end": self.date,
                "was_key": person.kehu_is_key_person,
                "successor_id": self.successor_id.id,
            }
        )
        if self.successor_id and person.kehu_is_key_person:
            self.successor_id.write(
                {
                    "kehu_is_key_person": True,
                    "kehu_key_role_id": self.successor_id.kehu_key_role_id.id
                    or person.kehu_key_role_id.id,
                }
            )

    def _begin_post(self, person):
        if self.new_partner_id or self.new_employer:
            person.kehu_career_ids.create(
                {
                    "person_id": person.id,
                    "partner_id": self.new_partner_id.id,
                    "employer": self.new_employer,
                    "post": self.new_post,
                    "date_from": self.date,
                }
            )

    def _follow_up(self, person, old):
        """The successor here; the opening there, for whoever owns the new place."""
        old._open_followup(self._about_successor(person), person=person)
        there = self.new_partner_id
        if there and there.sudo().user_id:
            told = self.env._("%s works here now: call on them", person.name)
            there.sudo()._open_followup(told, person=person)
        elif there or self.new_employer:
            where = there.sudo().name or self.new_employer
            told = self.env._(
                "%(who)s now works at %(where)s: open this customer",
                who=person.name,
                where=where,
            )
            old._open_followup(told, person=person)
        else:
            old._open_followup(
                self.env._("Find out where %s went: an opening?", person.name),
                person=person,
            )

    def _about_successor(self, person):
        if self.successor_id:
            return self.env._(
                "%(new)s follows %(old)s: get acquainted",
                new=self.successor_id.name,
                old=person.name,
            )
        return self.env._("%s left: who is the successor?", person.name)

    def _move(self, person):
        """The card goes along where the user may write; else it stays, marked."""
        there = self.new_partner_id
        if self.moves and there and there.kehu_role_id and there.has_access("write"):
            person.write({"parent_id": there.id, "function": self.new_post})
        else:
            person.write({"kehu_left_on": self.date, "kehu_is_key_person": False})
