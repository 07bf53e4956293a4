import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { KehuAnswers } from "./kehu_answers";
import { KehuWhy } from "./kehu_why";

/** The head of a customer's page: badges, a line, four tiles. Words come ready made. */
export class KehuPage extends Component {
    static template = "kehu_liquor.Page";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
    }

    get page() {
        return this.props.record.data[this.props.name];
    }

    badgeClass(badge) {
        return badge.shade === undefined
            ? `text-bg-${badge.tone === "muted" ? "light border" : badge.tone}`
            : `o_kehu_grade_${badge.shade}`;
    }

    async openTile(key) {
        if (key === "why") {
            return this.explain();
        }
        const action = await this.orm.call("kehu.metric", "action_open_records", [
            [this.page.id],
            key,
        ]);
        return this.action.doAction(action);
    }

    async ask() {
        const questions = await this.orm.call("kehu.metric", "get_questions", [[this.page.id]]);
        this.dialog.add(KehuAnswers, {
            title: this.props.record.data.display_name || _t("Questions"),
            questions,
            metricId: this.page.id,
            reload: () => this.props.record.load(),
        });
    }

    async openAlerts() {
        const action = await this.orm.call("res.partner", "action_kehu_alerts", [
            [this.props.record.resId],
        ]);
        return this.action.doAction(action);
    }

    async redeem() {
        const action = await this.orm.call("res.partner", "action_kehu_redeem", [
            [this.props.record.resId],
        ]);
        return this.action.doAction(action);
    }

    async openOpening() {
        const action = await this.orm.call("res.partner", "action_kehu_opening", [
            [this.props.record.resId],
        ]);
        return this.action.doAction(action);
    }

    async explain() {
        const why = await this.orm.call("kehu.metric", "get_explanation", [[this.page.id]]);
        this.dialog.add(KehuWhy, {
            why,
            metricId: this.page.id,
            reload: () => this.props.record.load(),
        });
    }
}

registry.category("fields").add("kehu_page", {
    component: KehuPage,
    displayName: _t("Customer page"),
    supportedTypes: ["json"],
});
