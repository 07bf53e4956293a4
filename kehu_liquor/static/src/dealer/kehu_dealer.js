import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** How far a target is, with a mark where it should be today. Words come ready made. */
export class KehuTargetBar extends Component {
    static template = "kehu_liquor.TargetBar";
    static props = { bar: Object };

    width(share) {
        return `${Math.max(0, Math.min(1, share)) * 100}%`;
    }
}

/** A dealer's tab: contracts, targets, policies of today. */
export class KehuDealer extends Component {
    static template = "kehu_liquor.Dealer";
    static components = { KehuTargetBar };
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get titles() {
        return {
            "kehu.contract": _t("Contract"),
            "kehu.evaluation": _t("Evaluation"),
            "kehu.sales.policy": _t("Sales Policy"),
            "kehu.support": _t("Dealer Support"),
        };
    }

    get dealer() {
        return this.props.record.data[this.props.name];
    }

    open(model, id, context = {}) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: this.titles[model],
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
            context,
        });
    }

    create() {
        const context = { default_partner_id: this.props.record.resId };
        return this.open("kehu.contract", false, context);
    }

    async call(contract, method) {
        return this.action.doAction(
            await this.orm.call("kehu.contract", method, [[contract.id]])
        );
    }

    async callPartner(method) {
        return this.action.doAction(
            await this.orm.call("res.partner", method, [[this.dealer.partner]])
        );
    }
}

registry.category("fields").add("kehu_dealer", {
    component: KehuDealer,
    displayName: _t("Dealer: contract and targets"),
    supportedTypes: ["json"],
});
