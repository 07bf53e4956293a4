from .common import KehuCase


class TestApart(KehuCase):
    """What Odoo does at every turn costs no more because we are there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create(
            {"name": "Apart", "phone": "010 1234", "customer_rank": 1}
        )
        cls.env.flush_all()

    def known(self, record, name):
        """Whether a field's value is in memory."""
        field = record._fields[name]
        return not list(field._cache_missing_ids(record))

    def test_our_columns_are_not_read_with_core_s(self):
        for record, ours in (
            (self.partner, ("kehu_role_id", "kehu_scale")),
            (self.env.company, ("kehu_pareto_a", "kehu_points_value")),
        ):
            self.env.invalidate_all()
            self.assertTrue(record.name)
            self.assertEqual([self.known(record, name) for name in ours], [False] * 2)
            with self.assertQueryCount(1):
                record.mapped(ours[0])
                record.mapped(ours[1])

    def test_a_rank_is_counted_without_the_tracked_fields(self):
        """As after each posting: nothing that is tracked follows from a rank."""
        self.env.cr.precommit.clear()  # created just now, nothing would be tracked
        self.env.invalidate_all()
        counting = {"tracking_disable": False, "prefetch_fields": False}
        self.partner.with_context(**counting).customer_rank += 1
        self.env.flush_all()
        for name in ("phone", "email", "vat", "kehu_role_id"):
            self.assertIn(name, self.partner._track_get_fields())
            self.assertFalse(self.known(self.partner, name), name)
        self.assertEqual(self.partner.customer_rank, 2)

    def test_beside_a_rank_everything_is_tracked(self):
        partner = self.partner.with_context(tracking_disable=False)
        self.env.cr.precommit.clear()
        before = partner.message_ids
        partner.write({"customer_rank": 5, "phone": "010 5678"})
        partner.customer_rank += 1
        self.env.flush_all()
        self.env.cr.precommit.run()
        told = (partner.message_ids - before).tracking_value_ids
        self.assertEqual(told.field_id.mapped("name"), ["phone"])
        self.assertEqual(told.mapped("new_value_char"), ["010 5678"])
