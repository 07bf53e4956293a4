"""The sweep: every door of every model of ours, tried as each role, through RPC."""

import json

import psycopg2

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw

from .common import TODAY
from .common_ownership import OwnershipCase, ahead
from .common_persons import PersonsCase

#: What a method is called with, beside the rows.
ARGUMENTS = {
    "action_answer": [{}],
    "action_open_cell": [0, 0],
    "action_open_records": ["owed"],
    "kehu.support.action_open_fact": ["budget"],
    "get_calendar": [{}],
    "get_overview": [{}],
    "get_traits": [{}],
    "kehu.calendar.action_log": [1, "2026-06-30"],
    "kehu.overview.action_open": [{}, {"chart": "without"}],
}
#: The smallest picture there is.
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAA"
    "AABJRU5ErkJggg=="
)
#: How the rows at hand make room for a new one: of which table, what becomes of it.
ROOM = {
    "kehu.opening": {"kehu.opening": {"state": "refused"}},
    "kehu.support": {"kehu.support": {"state": "refused"}},
    "kehu.budget": {"kehu.budget": {"active": False}},
    "kehu.redemption": {
        "kehu.points.window": {
            "state": "announced",
            "date_from": TODAY,
            "date_end": ahead(10),
        }
    },
}
#: What a new row needs that none can be without, beside what the model asks for.
ANEW = {
    "kehu.external.sale": {"number": "20260630000000000017", "picture": DOT},
    "kehu.external.sale.line": {},
}
#: Kept by the framework itself, whatever anybody sends.
KEPT = {"id", "create_uid", "create_date", "write_uid", "write_date"}
#: What says whose a row is and when, though the model does not ask for it.
TOLD = {
    *("company_id", "partner_id", "user_id", "active", "is_money", "lines"),
    *("date_begin", "date_end", "needs_agreement"),
}
#: What a row of either this or that is about.
ABOUT = {
    "kehu.price.observation": {"competitor_id"},
    "kehu.visit.dismissed": {"meeting_id"},
}
#: Readings that are made for whoever looks.
MINE = {"kehu.visit.offer"}
#: Rows that are somebody's, by another field than the customer.
PERSONAL = {"kehu.handover", "kehu.conflict"}


class Undo(Exception):
    """Carries an answer out of a savepoint that is rolled back."""


class SweepCase(OwnershipCase, PersonsCase):
    """A row of everything, about an own customer and a far one, and all who ask.

    An answer is a word of letters, one for each asker to whom the door opened:

    s  a salesperson, on an own customer      f  the same, on a stranger's
    t  a team lead, on the team's customer    o  the same, on another team's
    m  a manager                              a  a manager who administers, too
    x  another company's manager              b  who invoices
    r  who only reads the books               p  any other employee
    w  a portal user                          g  anybody from outside
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.askers = cls.people()
        cls.other_user = cls.make_user("another", "kehu_liquor.group_kehu_user")
        for partner in (cls.own, cls.far):
            cls.sell(partner, invoice_user_id=partner.user_id.id)
            cls.meet(partner.user_id.partner_id + partner.child_ids)
        cls.facts._refresh(cls.company, TODAY)
        cls.env["product.product"].create({"name": "Baijiu"})
        cls.rows = {"own": {}, "far": {}}
        for name in cls.ours():
            for place in cls.rows:
                cls.rows[place][name] = cls.row_of(name, place)
        for place, partner in (("own", cls.own), ("far", cls.far)):
            moves = cls.env["account.move"].search([("partner_id", "=", partner.id)])
            cls.rows[place]["res.partner"] = partner
            cls.rows[place]["res.users"] = partner.user_id
            cls.rows[place]["res.company"] = cls.company
            cls.rows[place]["account.move"] = moves[:1]
            cls.rows[place]["account.move.line"] = moves.line_ids[:1]
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def meet(cls, people):
        """A meeting yesterday, which offers itself as a contact."""
        times = {"start": "2026-06-29 01:00:00", "stop": "2026-06-29 02:00:00"}
        values = {"name": "Tasting", "partner_ids": people.ids, **times}
        cls.env["calendar.event"].create(values)

    @classmethod
    def people(cls):
        manager = "kehu_liquor.group_kehu_manager"
        cls.elsewhere = cls.make_company("Elsewhere")
        away = cls.make_user("away", manager)
        here = {"company_id": cls.elsewhere.id}
        away.write({"company_ids": [Command.set(cls.elsewhere.ids)], **here})
        admin = cls.make_user("admin_too", manager, "base.group_system")
        reader = "account.group_account_readonly"
        audit = cls.make_user("audit", "base.group_user", reader)
        guest = cls.env.ref("base.public_user")
        return {
            "s": (cls.seller, "own"),
            "f": (cls.seller, "far"),
            "t": (cls.lead, "own"),
            "o": (cls.lead, "far"),
            "m": (cls.manager, "own"),
            "a": (admin, "own"),
            "x": (away, "own"),
            "b": (cls.accountant, "own"),
            "r": (audit, "own"),
            "p": (cls.plain, "own"),
            "w": (cls.portal, "own"),
            "g": (guest, "own"),
        }

    # ------------------------------------------------------------- the world
    @classmethod
    def ours(cls):
        """Models of ours with rows, those that others point to first."""
        names = [n for n, m in cls.env.items() if n[:5] == "kehu." and not m._abstract]
        done = []
        while names:
            for name in names:
                fields = cls.env[name]._fields.values()
                needed = {f.comodel_name for f in fields if f.required}
                if not needed & set(names) - {name}:
                    done.append(name)
            names = [name for name in names if name not in done]
        return done

    @classmethod
    def hangs(cls, name):
        """Whether a row is about one customer, itself or by what it belongs to."""
        fields = cls.env[name]._fields
        parents = {f.comodel_name for f in fields.values() if f.required} - {name}
        return (
            {"partner_id", "person_id"} & set(fields)
            or name in PERSONAL
            or any(n[:5] == "kehu." and cls.hangs(n) for n in parents if n)
        )

    @classmethod
    def row_of(cls, name, place):
        """A row about the customer, as the database takes it: no code of ours runs."""
        if place == "far" and not cls.hangs(name):
            return cls.rows["own"][name]
        model = cls.env[name].with_context(active_test=False)
        partner = cls.own if place == "own" else cls.far
        if name == "kehu.pool":
            return model.browse(cls.metric(cls, cls.pooled).id)
        fields = {"partner_id": partner.id, "company_id": cls.company.id}
        known = [(f, "=", v) for f, v in fields.items() if f in model._fields]
        about = known and known[0][0] == "partner_id"
        seen = model.with_user(partner.user_id) if name in MINE else model
        if about and (row := seen.search(known, limit=1)):
            return model.browse(row.id)
        if name == "kehu.contract.progress":
            cls.agree(place)
        if not model._auto:
            return cls.reading_of(model, place)
        row = model.browse(cls.insert(model, cls.values(model, place)))
        if name == "kehu.conflict":
            row.party_ids = partner.user_id
        return row

    @classmethod
    def reading_of(cls, model, place):
        """A row that is read out of another, which is there already."""
        for name, field in model._fields.items():
            if field.required and field.comodel_name in cls.rows[place]:
                source = cls.rows[place][field.comodel_name]
                return model.search([(name, "=", source.id)], limit=1)
        partner = cls.own if place == "own" else cls.far
        if "partner_id" in model._fields:
            return model.search([("partner_id", "=", partner.id)], limit=1)
        return model

    @classmethod
    def agree(cls, place):
        """A contract that runs, with an aim: the one at hand is a draft."""
        contract, target = cls.env["kehu.contract"], cls.env["kehu.contract.target"]
        agreed = cls.values(contract, place) | {"state": "running", "name": "Agreed"}
        aim = {"contract_id": cls.insert(contract, agreed), "month": TODAY}
        cls.insert(target, cls.values(target, place) | aim)

    @classmethod
    def insert(cls, model, values):
        for name, value in values.items():
            if model._fields[name].translate:
                values[name] = json.dumps({"en_US": value})
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(["%s"] * len(values))
        cls.env.cr.execute(
            f'INSERT INTO "{model._table}" ({columns}) VALUES ({marks}) RETURNING id',
            list(values.values()),
        )
        return cls.env.cr.fetchone()[0]

    @classmethod
    def values(cls, model, place, new=False):
        """What a row needs, and what says whose it is; a new one is another."""
        values = {}
        for field in model._fields.values():
            if new and field.readonly:
                continue  # sent along by nobody honest
            wanted = field.required or field.name in TOLD | ABOUT.get(
                model._name, set()
            )
            if wanted and field.store and field.column_type and field.name != "id":
                values[field.name] = cls.value(field, model, place, new)
        return values

    @classmethod
    def value(cls, field, model, place, new):
        partner = cls.own if place == "own" else cls.far
        person = partner.child_ids[:1]
        if field.type == "many2one":
            own = {
                "res.partner": {"partner_id": partner, "person_id": person}.get(
                    field.name, cls.free
                ),
                "res.users": partner.user_id,
                "res.company": cls.company,
                **{n: r for n, r in cls.rows[place].items() if n[:5] == "kehu."},
            }
            if field.comodel_name not in own:
                return cls.env[field.comodel_name].search([], limit=1).id
            return own[field.comodel_name].id
        if field.type == "datetime":  # half an hour, a new one on the day before
            day = "2026-06-29" if new else "2026-06-30"
            return (
                f"{day} 00:30:00" if field.name == "date_begin" else f"{day} 01:00:00"
            )
        if field.name == "lines":
            criterion = cls.env["kehu.scheme.criterion"].search([], limit=1)
            return json.dumps([[criterion.id, 1, 5, 60, 100, 60]])
        if field.default and not field.translate:
            return field.default(model)
        if field.type == "selection":
            return field.get_values(cls.env)[-1 if new else 0]
        days = {"date_end": ahead(10)}
        plain = {
            "boolean": True,
            "date": days.get(field.name, TODAY),
        }
        words = field.type in ("char", "text")
        word = ("Swept" + " anew" * new)[: getattr(field, "size", None)]
        return plain.get(field.type, word if words else 1 + new)

    # ---------------------------------------------------------- asking by RPC
    def ask(self, letter, name, method, *arguments, **named):
        """As the web client and JSON-2 do: public methods only, as that user."""
        user, _place = self.askers[letter]
        model = self.env(user=user, su=False, context={})[name]
        if getattr(getattr(type(model), method, None), "_api_model", False):
            return call_kw(model, method, [*arguments], named)
        ids = self.row(letter, name).ids
        return call_kw(model, method, [ids, *arguments], named)

    def row(self, letter, name):
        """The row in question, as it is: seen by the superuser."""
        place = self.askers[letter][1]
        row = self.rows[place].get(name, self.env[name])
        return row.with_context(active_test=False)

    def opens(self, work, refused=(AccessError, MissingError)):
        """Whether the door opens; whatever happens behind it is undone."""
        try:
            with self.env.cr.savepoint():
                raise Undo(work())
        except Undo as undone:
            return bool(undone.args[0])
        except refused:
            return False
        except (UserError, ValueError, TypeError, psycopg2.Error):
            return True  # the door is open, only the words were wrong
        finally:
            self.env.invalidate_all()

    def who(self, work, **how):
        def asked(letter):
            return self.opens(lambda: work(letter), **how)

        return "".join(filter(asked, self.askers))
