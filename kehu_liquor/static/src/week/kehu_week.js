import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { KehuOffers } from "./kehu_offers";

/** What is overdue, due today and this week; and the way to log whatever came up. */
export class KehuWeekStrip extends Component {
    static template = "kehu_liquor.WeekStrip";
    static props = { list: { type: Object } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ counters: {} });
        onWillStart(() => this.load());
        onWillUpdateProps(() => this.load());
    }

    async load() {
        this.state.counters = await this.orm.call("kehu.followup", "get_counters");
    }

    show(name) {
        const wanted = [name, "mine", "open"];
        const { searchModel } = this.env;
        const items = searchModel.getSearchItems((item) => wanted.includes(item.name));
        searchModel.query = [];
        for (const item of items) {
            searchModel.toggleSearchItem(item.id);
        }
    }

    log() {
        this.action.doAction("kehu_liquor.kehu_visit_action_log", {
            // The list is loaded in place, so nobody else counts anew.
            onClose: () => Promise.all([this.props.list.load(), this.load()]),
        });
    }
}

class KehuWeekRenderer extends KanbanRenderer {
    static template = "kehu_liquor.WeekKanban";
    static components = { ...KanbanRenderer.components, KehuOffers, KehuWeekStrip };
}

registry.category("views").add("kehu_week_kanban", {
    ...kanbanView,
    Renderer: KehuWeekRenderer,
});
