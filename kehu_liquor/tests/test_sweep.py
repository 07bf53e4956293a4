"""Every role × every door of every model of ours, by RPC, against the written table."""

from odoo.exceptions import AccessError, MissingError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common_sweep import ANEW, ARGUMENTS, KEPT, ROOM, SweepCase
from .sweep_beside import BESIDE, CALLS
from .sweep_table import DOORS
from .test_closed_doors import PUBLIC

SILENT = ("odoo.sql_db", "odoo.models", "odoo.orm.models", "odoo.addons.base.models")


class Refusal(Exception):
    """What guards answer, beside a value that does not fit."""


@tagged("post_install", "-at_install")
class TestSweep(SweepCase):
    """What is possible is what the table says: nothing less, and nothing more."""

    maxDiff = None

    # ---------------------------------------------------------------- reading
    def reads(self, name):
        here = [("id", "in", self.rows["own"][name].ids)]
        for place in self.rows:
            here[0][2].extend(self.rows[place][name].ids)

        fields = self.env[name]._fields.values()
        usual = (f.name for f in fields if f.store and not (f.relational or f.groups))
        column = next((name for name in usual if name not in KEPT), "display_name")

        def found(letter, rows):
            return self.row(letter, name).id in [row["id"] for row in rows]

        def search(letter):
            return found(letter, self.ask(letter, name, "search_read", here, ["id"]))

        def read(letter):
            return found(letter, self.ask(letter, name, "read", [column]))

        def web(letter):
            return found(letter, self.ask(letter, name, "web_read", {column: {}}))

        def group(letter):
            row = [("id", "=", self.row(letter, name).id)]
            how = (row, [], ["__count"])
            return self.ask(letter, name, "formatted_read_group", *how)[0]["__count"]

        def named(letter):
            row = [("id", "=", self.row(letter, name).id)]
            return self.ask(letter, name, "name_search", "", row)

        doors = {d.__name__: self.who(d) for d in (search, read, web, group, named)}
        self.assertEqual(set(doors.values()), {doors["search"]}, f"{name}: {doors}")
        return doors["search"]

    def blind(self, name, readers):
        """Fields that somebody who reads the row does not: by no door at all."""
        hidden = {}
        for letter in readers:
            told = set(self.ask(letter, name, "fields_get", [], ["type"]))
            for field in self.env[name]._fields.keys() - told:
                if self.env[name]._fields[field].groups != ".":
                    hidden[field] = hidden.get(field, "") + letter
        for field, letters in hidden.items():
            for letter in letters:
                self.assertBlind(letter, name, field)
        return hidden

    def assertBlind(self, letter, name, field):
        seen = [(field, "!=", False)]
        doors = {
            "read": lambda: self.ask(letter, name, "read", [field]) or True,
            "search": lambda: self.ask(letter, name, "search", seen) or True,
            "sort": lambda: self.ask(letter, name, "search", [], order=field) or True,
        }
        if not self.env[name]._fields[field].store:
            doors.pop("sort")  # by the framework's own join
        refused = (AccessError, MissingError, ValueError)
        for door, work in doors.items():
            told = self.opens(work, refused=refused)
            self.assertFalse(told, f"{letter} {name}.{field}: {door}")

    # ---------------------------------------------------------------- writing
    def another(self, field, row, letter):
        """A value that it does not have; None when there is none."""
        now, kind = row[field.name], field.type
        if field.relational and kind != "one2many":
            foreign = self.elsewhere if letter != "x" else self.company
            partner = self.others if now != self.others else self.far
            others = {"res.company": foreign, "res.users": self.other_user}
            other = {**others, "res.partner": partner}.get(field.comodel_name)
            if other is None:
                other = now.sudo().search([("id", "not in", now.ids)], limit=1)
            return other.id if kind == "many2one" else [Command.set(other.ids)]
        if kind == "one2many":
            return [Command.delete(now.ids[0]) if now else Command.create({})]
        if kind == "selection":
            return next((v for v in field.get_values(self.env) if v != now), None)
        if kind in ("integer", "float", "monetary"):
            return now + 41
        return {
            "boolean": not now,
            "date": "2026-06-29",
            "datetime": "2026-06-29 01:00:00",
            "json": {"swept": 1},
            "binary": "c3dlcHQ=",
        }.get(kind, "Swept again")

    def settable(self, name):
        for field in self.env[name]._fields.values():
            if field.name not in KEPT and (field.store or field.inverse):
                yield field

    def writes(self, name, field, door=None):
        door = door or (lambda x, vals: self.ask(x, name, "write", vals))

        def write(letter):
            row = self.row(letter, name).sudo()
            before, value = str(row[field.name]), self.another(field, row, letter)
            if value is None:
                return False
            door(letter, {field.name: value})
            self.env.flush_all()
            self.env.invalidate_all()
            return not row.exists() or str(row[field.name]) != before

        return self.who_passes(write)

    def who_passes(self, work):
        """Guards answer with UserError; a value that does not fit is no guard."""

        def guarded(letter):
            try:
                return work(letter)
            except ValidationError:
                return True
            except UserError as refusal:
                raise Refusal from refusal

        return self.who(guarded, refused=(Refusal,))

    def creates(self, name):
        return self.who_passes(lambda x: self.enter(x, name))

    def enter(self, letter, name, /, **forged):
        place = self.askers[letter][1]
        values = self.values(self.env[name], place, new=True) | self.anew(name, place)
        for other, changes in ROOM.get(name, {}).items():
            self.turn(self.row(letter, other), changes)
        values |= forged
        made = self.ask(letter, name, "create", [values])
        self.env.flush_all()
        return made

    def anew(self, name, place):
        """What the guards ask for; a merchant is somebody else than its customer."""
        if name not in ANEW:
            return {}
        merchants = self.rows["far" if place == "own" else "own"]["kehu.merchant"]
        product = self.env["product.product"].search([("name", "=", "Baijiu")], limit=1)
        line = {"product_id": product.id, "quantity": 1, "amount": 10}
        if name == "kehu.external.sale.line":
            return line | {"sale_id": self.rows[place]["kehu.external.sale"].id}
        sold = {"merchant_id": merchants.id, "line_ids": [Command.create(line)]}
        return sold | ANEW[name]

    def turn(self, row, changes):
        """As the database takes it: guards would have their say."""
        self.env.flush_all()
        for field, value in changes.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    SQL.identifier(row._table),
                    SQL.identifier(field),
                    value,
                    row.id,
                )
            )
        self.env.invalidate_all()

    def forges(self, name, field):
        """Whether a value that only the house sets can be sent along."""

        def forge(letter):
            value = self.another(field, self.row(letter, name).sudo(), letter)
            made = self.enter(letter, name, **{field.name: value})
            self.env.invalidate_all()
            now = self.env[name].sudo().browse(made)[field.name]
            if field.type == "many2one":
                return now.id == value
            return str(now) == str(value)

        return self.who_passes(forge)

    def unlinks(self, name):
        return self.who_passes(lambda letter: self.ask(letter, name, "unlink"))

    def copies(self, name):
        return self.who_passes(lambda letter: self.ask(letter, name, "copy"))

    # --------------------------------------------------------------- the sweep
    def swept(self, name):
        """All doors of a model, as the table writes them."""
        found = {"read": self.reads(name), "blind": {}, "write": {}, "forge": {}}
        found["blind"] = self.by_letters(self.blind(name, found["read"]))
        created = self.creates(name)
        found["do"] = self.by_letters(
            {
                "create": created,
                "copy": self.copies(name),
                "unlink": self.unlinks(name),
            }
        )
        fields = list(self.settable(name))
        found["write"] = self.by_letters({f.name: self.writes(name, f) for f in fields})
        if created:
            house = [f for f in fields if f.readonly and f.store and not f.compute]
            found["forge"] = self.by_letters(
                {f.name: self.forges(name, f) for f in house}
            )
        return {door: answer for door, answer in found.items() if answer}

    def by_letters(self, found):
        """letters → names, as one reads a table."""
        grouped = {}
        for key in sorted(found):
            if found[key]:
                grouped.setdefault(found[key], []).append(key)
        return {letters: " ".join(names) for letters, names in grouped.items()}

    def called(self, name):
        """Our public methods: who comes as far as the business behind them."""
        found = {}
        for method in sorted(PUBLIC.get(name, ())):
            usual = ARGUMENTS.get(method, [])
            arguments = ARGUMENTS.get(f"{name}.{method}", usual)

            def call(letter, method=method, arguments=arguments):
                self.ask(letter, name, method, *arguments)
                return True

            found[method] = self.who(call)
        return self.by_letters(found)

    def beside(self, name):
        """Fields of ours on a model that is not: who reads and who writes each."""
        fields = [f for f in self.env[name]._fields.values() if f.name[:5] == "kehu_"]
        reads = {
            f.name: self.who(lambda x, f=f: self.ask(x, name, "read", [f.name]))
            for f in fields
        }
        settable = [f for f in fields if f.store or f.inverse]
        writes = {f.name: self.writes(name, f) for f in settable}
        return {"read": self.by_letters(reads), "write": self.by_letters(writes)}

    def test_every_door_of_every_model(self):
        with mute_logger(*SILENT):
            found = {}
            for name in self.ours():
                found[name] = self.swept(name)
                if calls := self.called(name):
                    found[name]["call"] = calls
        self.assertEqual(found, DOORS)

    def test_models_without_rows(self):
        ours = [n for n, m in self.env.items() if n[:5] == "kehu." and m._abstract]
        found = {name: self.called(name) for name in ours if PUBLIC.get(name)}
        self.assertEqual(found, CALLS)

    def test_fields_of_ours_beside(self):
        with mute_logger(*SILENT):
            found = {name: self.beside(name) for name in BESIDE}
        self.assertEqual(found, BESIDE)

    def test_other_ways_to_write_are_no_wider(self):
        """A list's quick edit and an import: whoever writes there, writes anyway."""
        with mute_logger(*SILENT):
            for name in self.ours():
                told = DOORS[name].get("write", {})
                plain = [
                    f for f in self.settable(name) if f.type in ("char", "integer")
                ]
                for field in plain[:1]:
                    may = "".join(x for x, f in told.items() if field.name in f.split())
                    for door in (self.web_saves, self.loads):
                        wide = set(door(name, field)) - set(may)
                        self.assertFalse(wide, f"{name}.{field.name}: {door.__name__}")

    def web_saves(self, name, field):
        return self.writes(
            name, field, lambda x, vals: self.ask(x, name, "web_save", vals, {})
        )

    def loads(self, name, field):
        def load(letter, vals):
            cells = [[str(self.row(letter, name).id), *map(str, vals.values())]]
            self.ask(letter, name, "load", [".id", *vals], cells)

        return self.writes(name, field, load)
