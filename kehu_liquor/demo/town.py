from datetime import timedelta

from odoo import api, models

from . import company, exports, goods, ledger, opinions, places, tables, warnings
from .advices import Advices
from .books import Books
from .competitors import Shelves
from .contacts import Contacts
from .contracts import Contracts
from .customers import Register
from .evaluations import Judgements
from .losses import Losses
from .merchants import Merchants
from .openings import Openings
from .owners import Owners
from .persons import Faces
from .points import Rewards
from .sights import Sights
from .supplies import Channel
from .supports import Supports

#: Nobody follows, tracks or mails while the town is built.
QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "no_reset_password": True,
}


class KehuDemoTown(models.AbstractModel):
    """The demo town: a liquor company and two years of its trade, told in a few calls.

    Comes with the demo data only; the same town each time, up to the day it is built.
    """

    _name = "kehu.demo.town"
    _description = "Demo town"

    @api.model
    def _build(self):
        """Build it, once: a second call finds it and leaves it alone."""
        if self._stands():
            return
        home = company.found(self.env)
        here = self.with_company(home).with_context(allowed_company_ids=home.ids)
        env = here.with_context(**QUIET).env
        today = env["kehu.facts"]._today(home)
        company.open_books(env, home)
        users = company.hire(env, home)
        shelf = goods.Shelf(env, home)
        register = Register(env, home, users, places.survey(env, users))
        register.enter()
        Channel(env, register, shelf, today).draw()
        opinions.ask_around(env, register, users, today)
        opinions.draft_next_scheme(env, users["manager"])
        Shelves(env, register, shelf, users, today).look()
        self._overrule(env, register, users["manager"], today)
        accounts = [
            ledger.account(row, register.roles[row.role], shelf.rows, today)
            for row in register.rows
        ]
        Books(env, home, shelf, register.partners, users).keep(accounts)
        Owners(env, home, register, users, today).settle()
        Faces(env, home, register, users, today).know()
        Openings(env, home, register, users, today).keep()
        Contacts(env, home, register, users, today).keep()
        Advices(env, home, register, users, today).give()
        Sights(env, home, register, shelf, users, today).see()
        Rewards(env, home, shelf, users, today).give()
        Merchants(env, home, register, shelf, users, today).show()
        Supports(env, home, register, users, today).keep()
        Contracts(env, home, register, shelf, users, today).sign()
        Judgements(env, home, register, users, today).judge()
        warnings.Year(env, home, register, users, today).live()
        Losses(env, home, today).explain()
        exports.take(env, home, users)

    def _stands(self):
        first = tables.customers()[0]
        known = [("ref", "=", first.ref), ("name", "=", first.name)]
        return bool(self.env["res.partner"].search_count(known, limit=1))

    def _overrule(self, env, register, manager, today):
        """The manager's word on a few grades."""
        env["kehu.grade.override"].with_user(manager).sudo().create(
            [
                {
                    "partner_id": register.partners[row.ref].id,
                    "grade_id": env.ref(f"kehu_liquor.grade_{row.grade}").id,
                    "date_end": today + timedelta(days=row.days),
                    "reason": row.reason,
                }
                for row in tables.overrides()
            ]
        )
