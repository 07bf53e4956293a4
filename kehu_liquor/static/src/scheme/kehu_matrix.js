import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** From which grade to which, and how many customers; a cell opens them. */
export class KehuMatrix extends Component {
    static template = "kehu_liquor.Matrix";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get matrix() {
        return this.props.record.data[this.props.name];
    }

    count(from, to) {
        return this.matrix.cells[`${from.id}-${to.id}`] || 0;
    }

    cellClass(from, to) {
        const { grades } = this.matrix;
        const step = grades.indexOf(from) - grades.indexOf(to);
        return { "table-success": step > 0, "table-warning": step < 0, "text-muted": !step };
    }

    async open(from, to) {
        if (!this.count(from, to)) {
            return;
        }
        const ids = [this.props.record.resId];
        const action = await this.orm.call(this.props.record.resModel, "action_open_cell", [
            ids,
            from.id,
            to.id,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("fields").add("kehu_matrix", {
    component: KehuMatrix,
    displayName: _t("Grades from and to"),
    supportedTypes: ["json"],
});
