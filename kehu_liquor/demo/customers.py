"""The town's customers on file: partners, key persons, referrers and supply lines."""

from random import Random

from odoo import Command

from . import tables, words
from .ledger import SEED
from .people import dice, member_of_staff, person_name

PERSONS = ("broker", "consumer")
SHOPS = ("outlet", "restaurant", "merchant")
TERMS = {0: "immediate", 15: "15days", 30: "30days", 45: "45days"}


class Register:
    """Writes the files of all customers. Afterwards `partners` holds them by ref."""

    def __init__(self, env, company, users, places):
        self.env, self.company = env, company
        self.users, self.places = users, places
        self.rows, self.roles = tables.customers(), tables.roles()
        self.tags = self._tags()
        self.state = env.ref("base.state_cn_SC")
        self.partners = {}

    def _tags(self):
        names = dict.fromkeys(row.tag for row in self.rows if row.tag)
        tags = self.env["res.partner.category"]
        return {
            name: tags.create({"name": name, "color": number})
            for number, name in enumerate(names, 1)
        }

    def enter(self):
        partners = self.env["res.partner"].create([self._file(r) for r in self.rows])
        refs = [row.ref for row in self.rows]
        self.partners = dict(zip(refs, partners, strict=True))
        staff = [vals for row in self.rows for vals in self._staff(row)]
        self.env["res.partner"].create(staff)
        self._refer()

    # -------------------------------------------------------------- the file
    def _file(self, row):
        rng = dice(row, "file")
        return {
            "name": row.name,
            "ref": row.ref,
            "is_company": row.role not in PERSONS,
            "company_id": self.company.id,
            "user_id": self.users[row.owner].id,
            "category_id": [Command.set(self.tags[row.tag].ids if row.tag else [])],
            "property_payment_term_id": self._term(row).id,
            **self._where(row, rng),
            **self._channel(row),
            **self._business(row, rng),
        }

    def _term(self, row):
        days = self.roles[row.role].term_days
        return self.env.ref(f"account.account_payment_term_{TERMS[days]}")

    def _where(self, row, rng):
        district, territory, zone = self.places[row.district]
        street = f"{rng.choice(words.STREETS.split())} {rng.randint(1, 399)} 号"
        number = int(row.ref[2:])
        person = row.role in PERSONS
        return {
            "kehu_territory_id": territory.id,
            "kehu_zone_id": zone.id,
            "street": street
            if district.city == row.district
            else row.district + street,
            "city": district.city,
            "state_id": self.state.id,
            "country_id": self.env.ref("base.cn").id,
            "phone": f"190 0000 {number:04}"
            if person
            else f"{district.area_code} 8000 {number:04}",
            "email": False if person else f"{row.ref.lower()}@example.com",
        }

    def _channel(self, row):
        role = self.roles[row.role]
        demands = [self._known("demand", name).id for name in role.demands.split()]
        return {
            "kehu_role_id": self._known("role", row.role).id,
            "kehu_source_id": self._known("source", row.source).id,
            "kehu_demand_ids": [Command.set(demands)],
            "kehu_stage": row.stage or False,
            "kehu_is_merchant": row.has("merchant"),
            "kehu_is_government": row.has("government"),
            "kehu_buys_elsewhere": row.has("elsewhere"),
        }

    def _known(self, kind, name):
        return self.env.ref(f"kehu_liquor.{kind}_{name}")

    def _business(self, row, rng):
        text, ends = words.SCALES.get(row.role, ("", ()))
        level = rng.choice(("low", "middle", "middle", "high", "premium"))
        at = {"low": 0, "middle": 1, "high": 3, "premium": 4}[level]
        return {
            "kehu_scale": text.format(*(rng.randint(*pair) for pair in ends)) or False,
            "kehu_consumption_level": level,
            "kehu_usual_channel": rng.choice(words.CHANNELS),
            "kehu_usual_price": words.PRICES[at],
            "kehu_credit_note": words.CREDIT_NOTES.get(row.payer, False),
            "kehu_service_note": rng.choice(words.SERVICE_NOTES)
            if rng.random() < 0.15
            else False,
        }

    # ------------------------------------------------------------ key persons
    def _staff(self, row):
        rng = dice(row, "staff")
        posts = words.POSTS.get(row.role, ())
        named = [pair.split(":") for pair in row.people.split()]
        wanted = min(len(posts), rng.choice((1, 1, 2, 3)))
        rolled = [(person_name(rng), post) for post in posts[:wanted]]
        for number, (name, post) in enumerate(named or rolled):
            parent = self.partners[row.ref]
            yield member_of_staff(parent, name, post, number, row)

    # -------------------------------------------------------------- relations
    def _refer(self):
        """Customers that came by referral name one who was there before them."""
        rng = Random(f"{SEED}:referrers")
        buyers = [row for row in self.rows if row.habit in ("steady", "growing")]
        for row in self.rows:
            if row.source == "referral":
                friends = [b for b in buyers if b.ref != row.ref]
                near = [b for b in friends if b.district == row.district] or friends
                friend = self.partners[rng.choice(near).ref]
                self.partners[row.ref].kehu_referrer_id = friend
