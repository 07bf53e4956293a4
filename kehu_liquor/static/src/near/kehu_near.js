import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Who is on file already and looks like the customer being entered. */
export class KehuNear extends Component {
    static template = "kehu_liquor.Near";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }

    get sure() {
        return this.rows.some((row) => row.sure);
    }

    /** Whether the user may say that these are other customers. */
    get may() {
        return this.rows.some((row) => row.sure && row.may);
    }

    say(ev) {
        return this.props.record.update({ kehu_not_same: ev.target.value });
    }

    open(id) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("fields").add("kehu_near", {
    component: KehuNear,
    displayName: _t("Near customers"),
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "kehu_not_same", type: "char" }],
    extractProps: () => ({}),
});
