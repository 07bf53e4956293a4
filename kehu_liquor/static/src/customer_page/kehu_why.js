import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";

/** Why this grade: the facts, the rules, the points; and, for a manager, the override. */
export class KehuWhy extends Component {
    static template = "kehu_liquor.Why";
    static components = { Dialog };
    static props = {
        why: Object,
        metricId: Number,
        reload: Function,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    async open(method) {
        const action = await this.orm.call("kehu.metric", method, [[this.props.metricId]]);
        this.props.close();
        return this.action.doAction(action, { onClose: this.props.reload });
    }

    async endOverride() {
        await this.orm.call("kehu.grade.override", "action_end", [
            [this.props.why.override_id],
        ]);
        this.props.close();
        return this.props.reload();
    }
}
