import { expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { KehuWeekStrip } from "@kehu_liquor/week/kehu_week";
import {
    contains,
    defineModels,
    fields,
    getService,
    models,
    mountView,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Followup extends models.Model {
    _name = "kehu.followup";
    name = fields.Char();
    state = fields.Char();
    days = fields.Integer();
    _records = [
        { id: 1, name: "Jinzun", state: "open", days: -2 },
        { id: 2, name: "New Century", state: "open", days: 0 },
        { id: 3, name: "Long ago", state: "done", days: -9 },
    ];
    _views = {
        kanban: `
            <kanban js_class="kehu_week_kanban">
                <templates><t t-name="card"><field name="name"/></t></templates>
            </kanban>`,
        search: `
            <search>
                <filter name="mine" string="Mine" domain="[]"/>
                <filter name="open" string="Open" domain="[('state', '=', 'open')]"/>
                <separator/>
                <filter name="overdue" string="Overdue" domain="[('days', '&lt;', 0)]"/>
                <filter name="today" string="Today" domain="[('days', '=', 0)]"/>
                <filter name="week" string="Week" domain="[('days', '&gt;=', 0)]"/>
            </search>`,
    };
}

class Visit extends models.Model {
    _name = "kehu.visit";
    note = fields.Char();
    _records = [];
}

class Offer extends models.Model {
    _name = "kehu.visit.offer";
    kind = fields.Char();
    text = fields.Char();
    subject = fields.Char();
    _records = [];
}

defineMailModels();
defineModels([Followup, Offer, Visit]);

function count(counters = { overdue: 2, today: 4, week: 9 }) {
    onRpc("kehu.followup", "get_counters", () => {
        expect.step("counted");
        return counters;
    });
}

async function openWeek() {
    await mountView({ type: "kanban", resModel: "kehu.followup" });
}

test("the strip says what is due", async () => {
    count();
    await mountWithCleanup(KehuWeekStrip, { props: { list: { load() {} } } });
    expect.verifySteps(["counted"]);
    expect("[data-count='overdue']").toHaveText("Overdue 2");
    expect("[data-count='today']").toHaveText("Today 4");
    expect("[data-count='week']").toHaveText("This week 9");
});

test("a counter shows what it counts, and nothing else", async () => {
    count();
    await openWeek();
    expect(".o_kanban_record:not(.o_kanban_ghost)").toHaveCount(3);
    await contains("[data-count='overdue']").click();
    await animationFrame();
    expect(".o_kanban_record:not(.o_kanban_ghost)").toHaveCount(1);
    expect(".o_kanban_record:not(.o_kanban_ghost)").toHaveText("Jinzun");
    await contains("[data-count='today']").click();
    await animationFrame();
    expect(".o_kanban_record:not(.o_kanban_ghost)").toHaveText("New Century");
    expect.verifySteps(["counted", "counted", "counted"]);
});

test("what was logged is counted again", async () => {
    count();
    let closed;
    await openWeek();
    getService("action").doAction = (action, { onClose }) => {
        expect.step(action);
        closed = onClose;
    };
    await contains(".o_kehu_log").click();
    expect.verifySteps(["counted", "kehu_liquor.kehu_visit_action_log"]);
    await closed();
    await animationFrame();
    expect.verifySteps(["counted"]);
});

test("leaving the page with the quick entry open logs nothing", async () => {
    onRpc("kehu.visit", "web_save", () => expect.step("saved"));
    await mountView({
        type: "form",
        resModel: "kehu.visit",
        arch: `<form js_class="kehu_quick_form"><field name="note"/></form>`,
    });
    await contains("[name='note'] input").edit("Half a sentence");
    window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    await animationFrame();
    expect.verifySteps([]);
});
