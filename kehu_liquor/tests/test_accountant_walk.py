"""An accountant walks through our menus, and from a bill to its promise and back."""

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import TODAY, ago
from .common_contracts import ContractCase
from .common_support import SupportCase


@tagged("post_install", "-at_install")
class TestAccountantWalk(ContractCase, SupportCase):
    """Whatever is offered opens: lists, forms, pivots, with rows in them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.books = cls.env(user=cls.accountant.id)

    def setUp(self):
        super().setUp()
        self.contract = self.make(sales_target=1200, cash_target=1200, deposit=10)
        self.sell_goods(self.dealer, ago(9), (self.old, 6, 100, None))
        self.support = self.promise(1000, self.dealer)
        self.move = self.bill(self.support, 1000)
        self.env["kehu.sales.policy"].create(
            {"name": "P", "date_from": ago(1), "date_end": TODAY}
        )
        self.night(TODAY)

    def offered(self):
        """Actions of the menus below ours that an accountant is shown."""
        menus = self.books["ir.ui.menu"].load_menus(False)
        root = self.env.ref("kehu_liquor.menu_kehu").id
        todo, actions = [root], []
        while todo:
            menu = menus[todo.pop()]
            todo += menu["children"]
            if menu.get("action_model") == "ir.actions.act_window":
                actions.append((menu["xmlid"], menu["action_id"]))
        return sorted(actions)

    def look(self, action, records=None):
        """Open what a client would: all views, the rows, and the first row's form.

        :return: the rows that the action shows
        """
        model = self.books[action["res_model"]]
        views = [tuple(view) for view in action.get("views") or [(False, "list")]]
        if "form" not in {kind for _view, kind in views}:
            views.append((False, "form"))
        known = model.get_views(views)
        domain = action.get("domain") or []
        if isinstance(domain, str):
            domain = safe_eval(domain, {"uid": self.accountant.id})
        rows = model.search(domain) if records is None else records
        for kind, view in known["views"].items():
            if kind == "search":
                continue
            names = self.fields_of(view["arch"])
            rows[:5].web_read({name: {} for name in names})
            if kind in ("pivot", "graph") and names:
                model.formatted_read_group(domain, [], ["__count"])
        return rows

    def fields_of(self, arch):
        """Fields of the view itself, without those of lists inside it."""
        tree = etree.fromstring(arch)
        inside = {id(node) for node in tree.xpath("//field//field")}
        found = [node for node in tree.iter("field") if id(node) not in inside]
        return {node.get("name") for node in found}

    def test_every_menu_opens(self):
        offered = self.offered()
        names = {xmlid for xmlid, _action in offered}
        for name in ("contract", "progress", "support", "budget", "sales_policy"):
            self.assertIn(f"kehu_liquor.menu_kehu_{name}", names)
        for xmlid, number in offered:
            with self.subTest(menu=xmlid):
                action = self.books["ir.actions.act_window"].browse(number)
                self.look(action._get_action_dict())

    def test_from_the_bill_to_the_promise_and_back(self):
        move = self.move.with_env(self.books)
        self.assertEqual(move.kehu_support_count, 1)
        there = move.action_kehu_supports()
        support = self.books["kehu.support"].browse(there["res_id"])
        self.assertEqual(support, self.support.with_env(self.books))
        self.look(there, support)
        back = support.action_bills()
        self.assertEqual(back["res_id"], self.move.id)
        self.look(back, move)

    def test_from_the_budget_to_its_promises(self):
        budget = self.budget.with_env(self.books)
        action = budget.action_open_supports()
        self.assertEqual(self.look(action), self.support.with_env(self.books))

    def test_from_the_contract_to_its_progress(self):
        action = self.contract.with_env(self.books).action_open_progress()
        rows = self.look(action)
        self.assertEqual(sum(rows.mapped("sales_done")), 600)

    def test_from_the_dealer_to_what_it_cost(self):
        dealer = self.dealer.with_env(self.books)
        self.assertTrue(dealer.kehu_dealer["support"]["may_open_cost"])
        self.assertEqual(
            self.look(dealer.action_kehu_support_cost()).move_id.id, self.move.id
        )
        supports = self.look(dealer.action_kehu_supports())
        self.assertEqual(supports.id, self.support.id)

    def test_the_approvers_lines_open_for_the_books(self):
        support = self.support.with_env(self.books)
        for row in support.review["rows"]:
            with self.subTest(line=row["key"]):
                if row["key"]:
                    self.assertTrue(support.action_open_fact(row["key"]))
