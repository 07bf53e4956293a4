import { Component, markRaw, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { Pager } from "@web/core/pager/pager";
import { usePopover } from "@web/core/popover/popover_hook";
import { registry } from "@web/core/registry";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { KehuCalendarGrid } from "./kehu_calendar_grid";
import { KehuCalendarNote } from "./kehu_calendar_note";
import { marks } from "./kehu_calendar_marks";

const IDS = ["user_id", "grade_id", "territory_id", "role_id"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Customers down, days across: what was done with whom, what comes, what was missed. */
export class KehuCalendar extends Component {
    static template = "kehu_liquor.Calendar";
    static components = { Layout, Pager, SelectMenu, KehuCalendarGrid };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.state = useState({ data: null, narrowing: false });
        this.last = new KeepLast();
        this.note = usePopover(KehuCalendarNote, { useBottomSheet: this.env.isSmall });
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ asked: this.asked }),
        });
        onWillStart(async () => {
            // An old address may ask what is not known here any more.
            await this.load(this.firstAsked()).catch(() => this.load({}));
        });
    }

    /** As left behind on the way back, as in the address after a reload, or none. */
    firstAsked() {
        if (this.props.state?.asked) {
            return this.props.state.asked;
        }
        const found = router.current;
        const filters = {};
        for (const key of IDS) {
            filters[key] = Number(found[key]) || false;
        }
        return { filters, day: DAY.test(found.day) ? found.day : false };
    }

    async load({ filters = {}, day = false, offset = 0 }) {
        const span = this.env.isSmall ? "week" : "month";
        const data = await this.last.add(
            this.orm.call("kehu.calendar", "get_calendar", [filters, day, span, offset])
        );
        this.asked = { filters: data.filters, day: day && data.day, offset: data.offset };
        this.note.close();
        // Thousands of cells: nobody needs to watch each of them for changes.
        this.state.data = markRaw(data);
        const { search, ...ids } = data.filters;
        this.props.updateActionState?.({ ...ids, day: this.asked.day || undefined });
    }

    reload() {
        return this.load(this.asked);
    }

    choose(key, value) {
        return this.load({ ...this.asked, offset: 0, filters: { ...this.filters, [key]: value } });
    }

    /** A month, on a phone a week, further or back. */
    turn(step) {
        const { before, after } = this.state.data;
        return this.load({ ...this.asked, day: step > 0 ? after : before });
    }

    // ------------------------------------------------------------- for the eye
    get filters() {
        return this.state.data.filters;
    }

    get isNarrowed() {
        return Object.values(this.filters).some(Boolean);
    }

    get selects() {
        return [
            ["user_id", _t("All salespeople")],
            ["grade_id", _t("All grades")],
            ["territory_id", _t("All territories")],
            ["role_id", _t("All roles")],
        ]
            .map(([key, all]) => ({
                key,
                all,
                choices: [{ value: false, label: all }, ...this.state.data.choices[key]],
            }))
            .filter(({ key, choices }) => choices.length > 2 || this.filters[key]);
    }

    get legend() {
        const { counts } = this.state.data;
        const { done, planned, late, missed } = marks();
        return [
            { ...done, text: _t("Done %s", counts.done) },
            { ...planned, text: _t("To do %s", counts.planned) },
            { ...late, text: _t("Overdue %s", counts.late) },
            { ...missed, text: _t("Missed %s", counts.missed) },
        ].map((mark) => ({ ...mark, isNone: !counts[mark.key] }));
    }

    get customers() {
        return _t("%s customers", this.state.data.total);
    }

    // ---------------------------------------------------------------- to open
    openCustomer(row) {
        return this.openForm("res.partner", row.id);
    }

    openForm(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openPool() {
        return this.action.doAction("kehu_liquor.kehu_pool_action");
    }

    /** A cell tells its note; an empty day takes a contact. */
    pick(row, day, el) {
        const entries = row.days[day.day];
        if (!entries) {
            return this.log(row, day);
        }
        this.note.open(el, {
            row,
            day,
            entries,
            kinds: this.state.data.kinds,
            people: this.state.data.people,
            onOpen: (entry) => this.leaveNote(() => this.open(row, day, entry)),
            onAdd: () => this.leaveNote(() => this.log(row, day)),
        });
    }

    leaveNote(then) {
        this.note.close();
        return then();
    }

    /** A contact opens; a promise that can still be kept is logged by its day or now. */
    async open(row, day, entry) {
        if (entry.what === "visit") {
            return this.openForm("kehu.visit", entry.id);
        }
        if (entry.mark === "missed" || day.is_ahead) {
            return this.log(row, day, entry.kind_id);
        }
        const action = await this.orm.call("kehu.followup", "action_log", [[entry.id]]);
        return this.enter(action);
    }

    async log(row, day, kind = false) {
        const args = [row.id, day.day, kind];
        return this.enter(await this.orm.call("kehu.calendar", "action_log", args));
    }

    enter(action) {
        return this.action.doAction(action, { onClose: () => this.reload() });
    }
}

registry.category("actions").add("kehu_calendar", KehuCalendar);
