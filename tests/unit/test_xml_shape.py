"""bin/lint's own check of XML files."""

import pytest

from kehu_dev import xml_shape

GOOD = """<?xml version="1.0" encoding="utf-8"?>
<odoo>
    <record id="a" model="b">
        <field name="arch" type="xml">
            <p>Words with <b>more</b> words:
              <i>as they like</i></p>
            <field
                name="long"
            />
        </field>
    </record>
</odoo>
"""


def shape(tmp_path, text):
    path = tmp_path / "a.xml"
    path.write_text(text)
    return [line.split(": ", 1)[1] for line in xml_shape.problems(path)]


def test_good_files_pass(tmp_path):
    assert shape(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<odoo>\n  <a/>\n</odoo>\n", "<a> does not stand 4 blanks in"),
        ("<odoo>\n    <a>\n    <b/>\n    </a>\n</odoo>\n", "<b> does not stand 8"),
        ("<odoo>\n\t<a/>\n</odoo>\n", "a tab"),
        (f"<odoo>\n    <a b='{'x' * 120}'/>\n</odoo>\n", "longer than 120"),
        ("<odoo/> \n", "blanks at the end"),
        ("<odoo/>", "must end with one newline"),
        ("<odoo>\n", "Premature end"),
    ],
)
def test_bad_files_are_named(tmp_path, text, says):
    assert any(found.startswith(says) for found in shape(tmp_path, text))
