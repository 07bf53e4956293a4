import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A grade as a violet badge; the record's `grade_color` says which shade. */
export class KehuGrade extends Component {
    static template = "kehu_liquor.Grade";
    static props = { ...standardFieldProps };

    get name() {
        const grade = this.props.record.data[this.props.name];
        return grade && grade.display_name;
    }

    get shade() {
        return Math.max(0, Math.min(4, this.props.record.data.grade_color || 0));
    }
}

registry.category("fields").add("kehu_grade", {
    component: KehuGrade,
    displayName: _t("Grade badge"),
    supportedTypes: ["many2one"],
    fieldDependencies: [{ name: "grade_color", type: "integer" }],
    extractProps: () => ({}),
});
