"""A large file is worked through batch by batch, to the end a small one has at once."""

from contextlib import suppress
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import kehu_import, kehu_import_check, kehu_import_work
from .common_history import HistoryCase, row
from .common_night import Killed, NightCase

WORK_LOG = "odoo.addons.kehu_liquor.models.kehu_import_work"
#: Documents of one and of more rows, out of order; two of them bad.
ROWS = (
    row("A1", amount="100"),
    row("A2", amount="200", ref="N1"),
    row("A3", amount="300"),
    row("A1", amount="50.5"),
    row("A4", amount="x"),
    row("A5", amount="-20"),
    row("A2", amount="7", ref="N1"),
    row("A6", day="2025-01-05", amount="12"),
    row("A3", amount="300"),
)
COUNTS = ("row_count", "good_count", "bad_count", "document_count", "customer_count")
TOLD = (*COUNTS, "amount", "date_from", "date_end", "state", "understood", "problem")


class BackgroundCase(HistoryCase):
    """Three rows are many, and two a batch."""

    breaking = NightCase.breaking

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(kehu_import, "ROWS_AT_ONCE", 3))
        self.startPatcher(patch.object(kehu_import_work, "BATCH", 2))

    def told(self, batch):
        """All that an import came to, in words: no ids, which never repeat."""
        return {
            **{name: batch[name] for name in TOLD},
            "lines": [
                (one.line, one.raw, one.partner_id, one.amount, one.state, one.reason)
                for one in batch.line_ids
            ],
            "documents": [
                (one.number, one.partner_id, one.date, one.amount, one.state)
                for one in self.sales(("import_id", "=", batch.id))
            ],
        }

    def at_once(self, *rows):
        """The same file as if it were small: checked, then its good rows imported."""
        with patch.object(kehu_import, "ROWS_AT_ONCE", 1000):
            batch = self.checked(*rows)
            told = [self.told(batch)]
            batch.action_import_good()
        told.append(self.told(batch))
        batch.action_undo()
        batch.unlink()
        return told

    def begun(self, *rows):
        batch = self.checked(*rows)
        self.assertEqual(batch.state, "checking")
        return batch


@tagged("post_install", "-at_install")
class TestBackground(BackgroundCase):
    def test_the_end_is_the_same(self):
        checked, done = self.at_once(*ROWS)
        batch = self.begun(*ROWS)
        self.assertFalse(batch.line_ids)
        self.work()
        self.assertEqual(self.told(batch), checked)
        batch.action_import_good()
        self.assertEqual(batch.state, "importing")
        self.work()
        self.assertEqual(self.told(batch), done)
        self.assertEqual((batch.checked_by_id, batch.done_by_id), (self.manager,) * 2)
        self.assertEqual(self.sales().create_uid, self.manager)

    def test_a_small_file_is_done_at_once(self):
        batch = self.imported(*ROWS[:3])
        self.assertEqual((batch.state, len(self.sales())), ("done", 3))

    def test_a_large_file_is_not_even_read_while_somebody_waits(self):
        self.startPatcher(patch.object(kehu_import_check, "BYTES_AT_ONCE", 10))
        read = self.breaking("kehu.import", "_read_file", AssertionError("was read"))
        with read:
            batch = self.begun(row())
        self.work()
        self.assertEqual((batch.state, batch.good_count), ("checked", 1))

    def test_all_is_refused_with_a_bad_row(self):
        batch = self.begun(*ROWS)
        self.work()
        with self.assertRaisesRegex(UserError, "rows are bad"):
            batch.action_import_all()
        self.assertEqual(batch.state, "checked")

    def test_undone_as_a_whole(self):
        batch = self.begun(*ROWS)
        self.work()
        batch.action_import_good()
        self.work()
        self.assertTrue(self.sales())
        batch.action_undo()
        self.assertFalse(self.sales())

    def test_killed_while_checking_it_goes_on(self):
        checked, _done = self.at_once(*ROWS)
        batch = self.begun(*ROWS)
        with self.breaking("kehu.import", "_stage", Killed(), 2), suppress(Killed):
            self.work()
        self.env.invalidate_all()
        self.assertEqual(batch.state, "checking")
        # Rows of one document are never parted: two documents of two rows.
        self.assertEqual((batch.progress_count, len(batch.line_ids)), (4, 4))
        self.assertAlmostEqual(batch.progress, 100 * 4 / 9)
        self.assertIn("4 of 9", batch.progress_text)
        self.work()
        self.assertEqual(self.told(batch), checked)

    def test_killed_while_importing_nothing_counts_and_it_goes_on(self):
        _checked, done = self.at_once(*ROWS)
        batch = self.begun(*ROWS)
        self.work()
        batch.action_import_good()
        broken = self.breaking("kehu.facts", "_take_over", Killed(), 1)
        with broken, suppress(Killed):
            self.work()
        self.env.invalidate_all()
        self.assertEqual(batch.state, "importing")
        self.assertEqual(set(self.sales().mapped("state")), {"draft"})
        self.assertFalse(self.facts._has_history(self.company))
        self.assertEqual(self.golden.with_user(self.seller).kehu_history_count, 0)
        self.assertGreater(batch.progress, 0)
        self.work()
        self.assertEqual(self.told(batch), done)

    def test_at_work_twice_is_at_work_once(self):
        batch = self.begun(*ROWS)
        self.work()
        told = self.told(batch)
        self.work()
        self.assertEqual(self.told(batch), told)

    def test_what_is_wrong_with_the_file_is_said(self):
        self.startPatcher(patch.object(kehu_import_check, "BYTES_AT_ONCE", 10))
        batch = self.upload(self.text(("A1", "G1"), headings=("单据号", "客户编号")))
        batch.action_check()
        self.work()
        self.assertEqual(batch.state, "draft")
        self.assertIn("for: date, untaxed amount", batch.problem)

    def test_what_came_in_between_stops_it_whole(self):
        batch = self.begun(*ROWS)
        self.work()
        batch.action_import_good()
        other = self.imported(row("A6", day="2025-01-05", amount="12"))
        self.work()
        self.assertEqual(batch.state, "checked")
        self.assertIn("check the file again", batch.problem)
        self.assertEqual(self.sales().import_id, other)
        self.assertEqual(set(batch.line_ids.mapped("state")), {"good", "bad"})

    def test_a_broken_one_leaves_the_others_their_turn(self):
        bad, good = self.begun(*ROWS), self.begun(*ROWS)
        broken = self.breaking("kehu.import", "_judge", ValueError("no luck"))
        with broken, mute_logger(WORK_LOG):
            self.work()
        self.assertEqual((bad.state, bad.problem), ("draft", "no luck"))
        self.assertEqual(good.state, "checked")

    def test_stopped_it_is_as_if_it_had_not_begun(self):
        batch = self.begun(*ROWS)
        with self.breaking("kehu.import", "_stage", Killed(), 1), suppress(Killed):
            self.work()
        self.env.invalidate_all()
        batch.action_stop()
        self.assertEqual((batch.state, len(batch.line_ids)), ("draft", 0))
        batch.action_check()
        self.work()
        batch.action_import_good()
        broken = self.breaking("kehu.facts", "_take_over", Killed(), 1)
        with broken, suppress(Killed):
            self.work()
        self.env.invalidate_all()
        self.assertTrue(self.sales())
        batch.action_stop()
        self.assertEqual(batch.state, "checked")
        self.assertFalse(self.sales())
        with self.assertRaises(UserError):
            batch.action_stop()

    def test_nothing_else_is_done_with_it_meanwhile(self):
        batch = self.begun(*ROWS)
        for act in (
            batch.action_check,
            batch.action_import_good,
            batch.action_undo,
            batch.unlink,
            lambda: batch.write({"file": False}),
        ):
            with self.subTest(act), self.assertRaises(UserError):
                act()

    def test_a_cut_over_date_moved_meanwhile(self):
        batch = self.begun(*ROWS)
        self.work()
        batch.action_import_good()
        self.company.kehu_cutover_date = date(2025, 6, 1)
        self.work()
        self.assertEqual(batch.state, "checked")
        self.assertFalse(self.sales())

    def test_only_a_manager_stops_it(self):
        batch = self.begun(*ROWS)
        for user in (self.seller, self.lead, self.accountant, self.plain):
            with self.subTest(user.login), self.assertRaises(AccessError):
                batch.with_user(user).action_stop()

    def test_the_reasons_are_in_the_language_of_who_asked(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.manager.lang = "zh_CN"
        batch = self.begun(*ROWS)
        self.work()
        reason = batch.line_ids.filtered(lambda line: line.number == "A4").reason
        self.assertRegex(reason, r"[一-鿿]")
