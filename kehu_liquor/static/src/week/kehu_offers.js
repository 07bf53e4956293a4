import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

const FEW = 3;

/** My letters and meetings that are no contact yet: one tap logs, another says no. */
export class KehuOffers extends Component {
    static template = "kehu_liquor.Offers";
    static props = { list: { type: Object } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ offers: [], count: 0, busy: false });
        onWillStart(() => this.load());
        onWillUpdateProps(() => this.load());
    }

    async load() {
        const { length, records } = await this.orm.webSearchRead("kehu.visit.offer", [], {
            specification: { kind: {}, text: {}, subject: {} },
            limit: FEW,
        });
        Object.assign(this.state, { offers: records, count: length });
    }

    async answer(offer, method) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            await this.orm.call("kehu.visit.offer", method, [[offer.id]]);
        } finally {
            this.state.busy = false;
            await this.load();
        }
        await this.props.list.load();
    }

    all() {
        this.action.doAction("kehu_liquor.kehu_visit_offer_action");
    }
}
