"""Two real connections, as two people have them: both sign at the same moment."""

import base64
import threading
from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.service.model import retrying
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

PATIENCE = 60  # seconds: whoever is turned away waits a little before asking again


@tagged("post_install", "-at_install")
class TestTwoSignersAtOnce(TransactionCase):
    """One of them wins; the other is told, naming the first contract."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.company_id = env.ref("base.main_company").id
            group = "base.group_user,kehu_liquor.group_kehu_manager"
            users = [new_test_user(env, f"signer{n}", group) for n in (1, 2)]
            self.user_ids = [user.id for user in users]
            region = env["kehu.territory"].create({"name": "Race"})
            below = [{"name": f"Race {n}", "parent_id": region.id} for n in (1, 2)]
            self.region_ids = [region.id, *env["kehu.territory"].create(below).ids]
            self.partner_ids = (
                env["res.partner"]
                .create([{"name": f"Race {n} Ltd", "is_company": True} for n in (1, 2)])
                .ids
            )
            self.contract_ids = []
        self.addCleanup(self.forget)

    def forget(self):
        with self.registry.cursor() as cr:
            ids = tuple(self.contract_ids)
            cr.execute("DELETE FROM kehu_contract WHERE id IN %s", [ids])
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["kehu.territory"].browse(reversed(self.region_ids)).unlink()
            users = env["res.users"].browse(self.user_ids)
            people = users.partner_id + env["res.partner"].browse(self.partner_ids)
            users.unlink()
            people.unlink()

    def prepare(self, *partners_and_regions):
        """A draft for each ``(partner id, region id)``, exclusive there."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            day = env["kehu.facts"]._today(env["res.company"].browse(self.company_id))
            for partner, region in partners_and_regions:
                row = {"territory_id": region, "is_exclusive": True}
                contract = env["kehu.contract"].create(
                    {
                        "partner_id": partner,
                        "company_id": self.company_id,
                        "date_from": day,
                        "user_id": self.user_ids[0],
                        "signed_on": day,
                        "signed_file": base64.b64encode(b"a copy"),
                        "territory_ids": [Command.create(row)],
                    }
                )
                self.contract_ids.append(contract.id)

    def sign(self, number, start, told):
        """As a request does it: turned away by a conflict, it is asked again."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.user_ids[number], {})
            contract = env["kehu.contract"].browse(self.contract_ids[number])
            self.assertEqual(contract.state, "draft")  # both have read before
            start.wait(PATIENCE)
            try:
                retrying(partial(contract.action_sign), env)
            except ValidationError as refused:
                told[number] = str(refused)
                cr.rollback()

    def race(self):
        """:return: ``(name of the contract in force, what the other was told)``"""
        start, told = threading.Barrier(2), {}
        people = [
            threading.Thread(target=self.sign, args=(number, start, told))
            for number in (0, 1)
        ]
        with mute_logger("odoo.sql_db"):
            for person in people:
                person.start()
            for person in people:
                person.join(PATIENCE)
        self.assertFalse(any(person.is_alive() for person in people))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            contracts = env["kehu.contract"].browse(self.contract_ids)
            self.assertEqual(sorted(contracts.mapped("state")), ["draft", "running"])
            (sentence,) = told.values()
            return contracts.filtered(lambda c: c.state == "running").name, sentence

    def test_two_dealers_of_one_region(self):
        whole, part, _other = self.region_ids
        one, two = self.partner_ids
        self.prepare((one, whole), (two, part))
        winner, sentence = self.race()
        self.assertIn(f"meets contract {winner} with Race", sentence)

    def test_one_dealer_twice_over_the_same_goods(self):
        _whole, east, west = self.region_ids
        one, _two = self.partner_ids
        self.prepare((one, east), (one, west))
        winner, sentence = self.race()
        self.assertIn(f"{winner} of Race 1 Ltd covers the same goods", sentence)
