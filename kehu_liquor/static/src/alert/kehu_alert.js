import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { listView } from "@web/views/list/list_view";
import { ListRenderer } from "@web/views/list/list_renderer";

/** How many warnings, how grave; each number opens by the filters of its name. */
export class KehuAlertStrip extends Component {
    static template = "kehu_liquor.AlertStrip";
    static props = { list: { type: Object, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ counters: {} });
        onWillStart(() => this.load());
        onWillUpdateProps(() => this.load());
    }

    async load() {
        this.state.counters = await this.orm.call("kehu.alert", "get_counters");
    }

    show(...names) {
        const wanted = [...names, "active"];
        const { searchModel } = this.env;
        const items = searchModel.getSearchItems((item) => wanted.includes(item.name));
        searchModel.query = [];
        for (const item of items) {
            searchModel.toggleSearchItem(item.id);
        }
    }
}

/** On a phone the cards come in one column, the gravest first. */
class KehuAlertSearchModel extends SearchModel {
    async load(config) {
        const phone = this.env.isSmall;
        await super.load(phone ? { ...config, defaultGroupBy: undefined } : config);
    }
}

class KehuAlertKanbanRenderer extends KanbanRenderer {
    static template = "kehu_liquor.AlertKanban";
    static components = { ...KanbanRenderer.components, KehuAlertStrip };
}

class KehuAlertListRenderer extends ListRenderer {
    static template = "kehu_liquor.AlertList";
    static components = { ...ListRenderer.components, KehuAlertStrip };
}

registry.category("views").add("kehu_alert_kanban", {
    ...kanbanView,
    SearchModel: KehuAlertSearchModel,
    Renderer: KehuAlertKanbanRenderer,
});
registry.category("views").add("kehu_alert_list", {
    ...listView,
    Renderer: KehuAlertListRenderer,
});
