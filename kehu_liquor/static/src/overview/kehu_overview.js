import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { KehuChart } from "./kehu_chart";
import { ladderConfig, paretoConfig, quadrantConfig } from "./kehu_overview_charts";
import { KehuTable } from "./kehu_table";

const IDS = ["audience_id", "role_id", "territory_id", "user_id"];
/** Beyond so many customers what they buy is compared only when asked for. */
const AT_ONCE = 20000;

/** The customers in pictures: curve, quadrant, pyramid, and what the best share. */
export class KehuOverview extends Component {
    static template = "kehu_liquor.Overview";
    static components = { Layout, SelectMenu, KehuChart, KehuTable };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.state = useState({ data: null, ladder: "grade_id", traits: null, products: null });
        this.pictures = new KeepLast();
        this.shared = new KeepLast();
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ filters: this.filters, ladder: this.state.ladder }),
        });
        onWillStart(async () => {
            this.canExport = await user.hasGroup("base.group_allow_export");
            // An old address may ask what is not known here any more.
            await this.load(this.firstFilters()).catch(() => this.load({}));
        });
    }

    /** As left behind on the way back, as in the address after a reload, or none. */
    firstFilters() {
        const kept = this.props.state;
        this.state.ladder = kept?.ladder || "grade_id";
        if (kept?.filters) {
            return kept.filters;
        }
        const asked = router.current;
        const filters = {};
        for (const key of IDS) {
            if (asked[key] !== undefined) {
                filters[key] = Number(asked[key]) || false;
            }
        }
        for (const key of ["measure", "period"]) {
            if (asked[key]) {
                filters[key] = asked[key];
            }
        }
        return filters;
    }

    get filters() {
        return this.state.data.filters;
    }

    get selects() {
        const { period } = this.state.data.choices;
        const narrowed = [
            ["audience_id", _t("All audiences")],
            ["role_id", _t("All roles")],
            ["territory_id", _t("All territories")],
            ["user_id", _t("All salespeople")],
        ].map(([key, all]) => ({
            key,
            all,
            choices: [{ value: false, label: all }, ...this.state.data.choices[key]],
        }));
        return [{ key: "period", all: period[0].label, choices: period }, ...narrowed];
    }

    /** What a table in a file says of itself. */
    get note() {
        return `${this.state.data.as_of} · ${this.state.data.period}`;
    }

    async load(filters) {
        this.asked = filters;
        const data = await this.pictures
            .add(this.orm.call("kehu.overview", "get_overview", [filters]))
            .catch((error) => {
                this.asked = this.state.data?.filters;
                throw error;
            });
        this.asked = data.filters;
        const small = this.env.isSmall;
        this.charts = {
            pareto: paretoConfig(data.pareto, small),
            quadrant: data.quadrant.bubbles.length && quadrantConfig(data.quadrant, small),
            ladders: Object.fromEntries(data.ladders.map((l) => [l.key, ladderConfig(l)])),
        };
        Object.assign(this.state, { data, traits: null, products: null });
        this.props.updateActionState?.({ ...data.filters });
        this.compare();
    }

    /** What the best have in common comes after the pictures: nobody waits for it. */
    async compare() {
        const { data } = this.state;
        const ask = (products) =>
            this.orm.silent.call("kehu.overview", "get_traits", [data.filters, products]);
        this.state.traits = await this.shared.add(ask(false));
        if (data.total <= AT_ONCE) {
            await this.compareProducts();
        }
    }

    async compareProducts() {
        const { filters } = this.state.data;
        this.state.products = { loading: true };
        this.state.products = await this.shared.add(
            this.orm.silent.call("kehu.overview", "get_traits", [filters, true])
        );
    }

    choose(key, value) {
        // Beside what is still on its way: a second choice keeps the first.
        const filters = { ...this.asked, [key]: value };
        if (key === "audience_id") {
            // A role, region or person of another audience would leave nothing.
            Object.assign(filters, { role_id: false, territory_id: false, user_id: false });
        }
        return this.load(filters);
    }

    get ladder() {
        return this.state.data.ladders.find(({ key }) => key === this.state.ladder);
    }

    async open(part) {
        const action = await this.orm.call("kehu.overview", "action_open", [this.filters, part]);
        return this.action.doAction(action);
    }

    pickBar(_dataset, index) {
        return this.open(this.state.data.pareto.bars[index].part);
    }

    pickBubble(dataset, index) {
        const found = this.charts.quadrant.data.datasets[dataset].data[index].bubble;
        return found && this.open(found.part);
    }

    pickRung(_dataset, index) {
        return this.open(this.ladder.table.rows[index].part);
    }
}

registry.category("actions").add("kehu_overview", KehuOverview);
