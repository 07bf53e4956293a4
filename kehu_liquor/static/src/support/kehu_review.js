import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What an approver wants to know, line by line. Words come ready made. */
export class KehuReview extends Component {
    static template = "kehu_liquor.Review";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get review() {
        return this.props.record.data[this.props.name];
    }

    async open(key) {
        if (!key) {
            return;
        }
        const action = await this.orm.call("kehu.support", "action_open_fact", [
            [this.props.record.resId],
            key,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("fields").add("kehu_review", {
    component: KehuReview,
    displayName: _t("What an approver wants to know"),
    supportedTypes: ["json"],
});
