import { beforeEach, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { contains, getService, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";

defineMailModels();

const cell = (line, column) => `td[data-line="${line}"][data-column="${column}"]`;

/** The days of a span, from a first one; the third is today. */
function days(count, first = 1) {
    return [...Array(count).keys()].map((n) => ({
        day: `2026-06-${String(first + n).padStart(2, "0")}`,
        number: first + n,
        weekday: "M",
        said: `06-${first + n}`,
        is_rest: n === 5,
        is_today: n === 2,
        is_ahead: n > 2,
    }));
}

const call = { what: "followup", id: 7, kind_id: 2, user_id: 5 };
const visit = {
    what: "visit",
    id: 3,
    kind_id: 1,
    user_id: 5,
    mark: "done",
    hour: "10:30",
    purpose: "Collect money",
    reached: "Partly",
    note: "Half now",
};

/** What the server answers: two customers, one of them with something on five days. */
function answer(more = {}) {
    const { filters, span = "month", ...rest } = more;
    return {
        filters: { user_id: false, grade_id: false, role_id: false, search: "", ...filters },
        choices: {
            user_id: [{ value: 5, label: "Li Na" }],
            grade_id: [
                { value: 1, label: "A" },
                { value: 2, label: "B" },
            ],
            territory_id: [],
            role_id: [],
        },
        span,
        title: "June 2026",
        day: "2026-06-03",
        before: "2026-05-31",
        after: "2026-07-01",
        days: days(span === "week" ? 7 : 30),
        kinds: [
            { id: 1, letter: "M", name: "Visit" },
            { id: 2, letter: "T", name: "Phone Call" },
        ],
        people: { 5: "Li Na" },
        counts: { done: 4, planned: 1, late: 1, missed: 1 },
        unit: "yuan",
        rows: [
            {
                id: 11,
                name: "Jinzun",
                grade: { name: "A", shade: 3 },
                money: "42",
                kept: 3,
                promised: 4,
                days: {
                    "2026-06-01": [visit],
                    "2026-06-02": [{ ...call, mark: "late", until: "2026-06-30" }],
                    "2026-06-03": [{ ...call, id: 8, mark: "missed" }],
                    "2026-06-04": [{ ...call, id: 9, mark: "planned" }],
                    "2026-06-05": [visit, visit, visit],
                },
            },
            { id: 12, name: "New Century", grade: false, money: "0", kept: 0, promised: 0, days: {} },
        ],
        offset: 0,
        limit: 500,
        total: 2,
        ...rest,
    };
}

/** Answers and notes what was asked; `asked` holds each question. */
let asked = [];

function serve(reply = answer) {
    onRpc("kehu.calendar", "get_calendar", ({ args }) => {
        const [filters, day, span, offset] = args;
        asked.push({ filters, day, span, offset });
        return reply({ filters, span, offset });
    });
}

async function open() {
    await mountWithCleanup(WebClient);
    await getService("action").doAction({ type: "ir.actions.client", tag: "kehu_calendar" });
    await animationFrame();
}

beforeEach(() => {
    asked = [];
});

test.tags("desktop");
test("a month of all customers comes in one call", async () => {
    serve();
    await open();
    expect(asked).toHaveLength(1);
    expect(asked[0].span).toBe("month");
    expect("td[data-column]").toHaveCount(60);
    expect(".o_kehu_calendar_title").toHaveText("June 2026");
});

test.tags("desktop");
test("a state has its mark, its colour and its word", async () => {
    serve();
    await open();
    const marks = [0, 1, 2, 3].map((column) => `${cell(0, column)} .o_kehu_mark`);
    expect(marks.map((mark) => queryFirst(mark).textContent)).toEqual(["■M", "△T", "!T", "□T"]);
    expect(new Set(marks.map((mark) => getComputedStyle(queryFirst(mark)).color)).size).toBe(4);
    expect(cell(0, 0)).toHaveAttribute("aria-label", "Jinzun, 06-1, Took place Visit");
    expect(queryAllTexts(".o_kehu_calendar_legend > .o_kehu_mark", { inline: true })).toEqual([
        "■ Done 4",
        "□ To do 1",
        "△ Overdue 1",
        "! Missed 1",
    ]);
});

test.tags("desktop");
test("more than two of a day are counted", async () => {
    serve();
    await open();
    expect(`${cell(0, 4)} .o_kehu_mark`).toHaveCount(1);
    expect(`${cell(0, 4)} .o_kehu_more`).toHaveText("+2");
});

test.tags("desktop");
test("today and days off are marked, service kept is said", async () => {
    serve();
    await open();
    expect("thead th.o_kehu_now").toHaveText(/3/);
    expect(".o_kehu_rest").toHaveCount(3);
    expect("tbody tr:first-child td.o_kehu_kept").toHaveText("3/4");
    expect("tbody tr:last-child td.o_kehu_kept").toHaveText("–");
});

test.tags("desktop");
test("arrows walk and stop at the edges", async () => {
    serve();
    await open();
    expect("td[tabindex='0']").toHaveCount(1);
    expect(cell(0, 2)).toHaveAttribute("tabindex", "0");
    queryFirst(cell(0, 2)).focus();
    await press("ArrowDown");
    expect(cell(1, 2)).toBeFocused();
    await press("ArrowDown");
    expect(cell(1, 2)).toBeFocused();
    await press("ArrowRight");
    expect(cell(1, 3)).toBeFocused();
    await press("Home");
    await press("ArrowLeft");
    expect(cell(1, 0)).toBeFocused();
    await press("End");
    expect(cell(1, 29)).toBeFocused();
    await press("ArrowUp");
    expect(cell(0, 29)).toBeFocused();
    expect("td[tabindex='0']").toHaveCount(1);
});

test.tags("desktop");
test("Enter opens the note, Esc closes it and gives the focus back", async () => {
    serve();
    await open();
    queryFirst(cell(0, 2)).focus();
    await press("ArrowLeft");
    await press("ArrowLeft");
    await press("Enter");
    await animationFrame();
    expect(".o_kehu_note").toHaveText(/Jinzun[^]*10:30 · Li Na[^]*Collect money[^]*Partly[^]*Half now/);
    await press("Escape");
    await animationFrame();
    expect(".o_kehu_note").toHaveCount(0);
    expect(cell(0, 0)).toBeFocused();
});

test.tags("desktop");
test("an empty day is logged at once, and the calendar is asked again", async () => {
    serve();
    onRpc("kehu.calendar", "action_log", ({ args }) => {
        expect.step(JSON.stringify(args));
        return { type: "ir.actions.act_window_close" };
    });
    await open();
    await contains(cell(1, 0)).click();
    await animationFrame();
    expect.verifySteps(['[12,"2026-06-01",false]']);
    expect(asked).toHaveLength(2);
});

test.tags("desktop");
test("a promise is logged now, a missed one on its day, one ahead is planned", async () => {
    serve();
    const done = { type: "ir.actions.act_window_close" };
    onRpc("kehu.calendar", "action_log", ({ args }) => {
        expect.step(JSON.stringify(args));
        return done;
    });
    onRpc("kehu.followup", "action_log", ({ args }) => {
        expect.step(`followup ${args[0]}`);
        return done;
    });
    await open();
    const ways = ["Log It", "Log Late", "Plan It"];
    for (const [place, way] of ways.entries()) {
        await contains(cell(0, place + 1)).click();
        expect(".o_kehu_note .o_kehu_open").toHaveText(way);
        await contains(".o_kehu_note .o_kehu_open").click();
        await animationFrame();
    }
    expect.verifySteps(["followup 7", '[11,"2026-06-03",2]', '[11,"2026-06-04",2]']);
});

test.tags("desktop");
test("a contact opens", async () => {
    serve();
    await open();
    const opened = [];
    getService("action").doAction = (action) => opened.push(action);
    await contains(cell(0, 0)).click();
    await contains(".o_kehu_note .o_kehu_open").click();
    expect([opened[0].res_model, opened[0].res_id]).toEqual(["kehu.visit", 3]);
});

test.tags("desktop");
test("months turn by button and by key, and today comes back", async () => {
    serve();
    await open();
    await contains(".o_kehu_after").click();
    await contains(".o_kehu_before").click();
    queryFirst(cell(0, 2)).focus();
    await press("PageDown");
    await animationFrame();
    await contains(".o_kehu_today").click();
    expect(asked.slice(1).map(({ day }) => day)).toEqual([
        "2026-07-01",
        "2026-05-31",
        "2026-07-01",
        false,
    ]);
});

test.tags("desktop");
test("filters narrow it down; where there is no choice there is none to make", async () => {
    serve();
    await open();
    expect(".o_kehu_filter").toHaveCount(1);
    await contains("[data-filter='grade_id'] .o_select_menu_toggler, [data-filter='grade_id'] input").click();
    await contains(".o_select_menu_item:contains(B)").click();
    expect(asked.at(-1).filters.grade_id).toBe(2);
    await contains(".o_kehu_search").edit("jin");
    expect(asked.at(-1).filters.search).toBe("jin");
    expect(asked.at(-1).filters.grade_id).toBe(2);
});

test.tags("desktop");
test("nobody fits", async () => {
    serve(({ filters, ...more }) =>
        answer({ ...more, filters, ...(filters.search ? { rows: [], total: 0 } : {}) })
    );
    await open();
    await contains(".o_kehu_search").edit("nobody");
    expect(".o_kehu_nobody").toHaveCount(1);
    await contains(".o_kehu_nobody button").click();
    expect("tbody tr").toHaveCount(2);
});

test.tags("desktop");
test("without customers of one's own there is the pool", async () => {
    serve((more) => answer({ ...more, rows: [], total: 0 }));
    await open();
    expect(".o_kehu_calendar_empty").toHaveText(/own no customers/);
    const opened = [];
    getService("action").doAction = (action) => opened.push(action);
    await contains(".o_kehu_calendar_empty button").click();
    expect(opened).toEqual(["kehu_liquor.kehu_pool_action"]);
});

test.tags("desktop");
test("beyond five hundred customers there are pages", async () => {
    serve((more) => answer({ ...more, total: 1204 }));
    await open();
    expect(".o_kehu_customers").toHaveText("1204 customers");
    await contains(".o_pager_next").click();
    expect(asked.at(-1).offset).toBe(500);
});

test.tags("desktop");
test("five hundred customers and a month are drawn", async () => {
    const one = answer().rows[0];
    const rows = [...Array(500).keys()].map((n) => ({ ...one, id: n + 1, name: `Customer ${n}` }));
    serve((more) => answer({ ...more, rows, total: 500 }));
    await open();
    expect("tbody tr").toHaveCount(500);
    expect("td[data-column]").toHaveCount(15000);
    expect(asked).toHaveLength(1);
});

function touch(type, clientX, clientY = 300) {
    const target = queryFirst(".o_kehu_calendar_sheet");
    const finger = new Touch({ identifier: 1, target, clientX, clientY });
    const touches = type === "touchstart" ? [finger] : [];
    target.dispatchEvent(
        new TouchEvent(type, { bubbles: true, touches, changedTouches: [finger] })
    );
}

test.tags("mobile");
test("on a phone a week, and a swipe is a week", async () => {
    serve();
    await open();
    expect(asked[0].span).toBe("week");
    expect("thead th").toHaveCount(8);
    expect(".o_kehu_money").toHaveCount(0);
    touch("touchstart", 300);
    touch("touchend", 80);
    await animationFrame();
    expect(asked.at(-1).day).toBe("2026-07-01");
    touch("touchstart", 80);
    touch("touchend", 300);
    await animationFrame();
    expect(asked.at(-1).day).toBe("2026-05-31");
});

test.tags("mobile");
test("scrolling and a tap are no swipe", async () => {
    serve();
    await open();
    touch("touchstart", 200, 500);
    touch("touchend", 280, 200);
    touch("touchstart", 200);
    touch("touchend", 215);
    await animationFrame();
    expect(asked).toHaveLength(1);
});

test.tags("mobile");
test("on a phone filters are folded, and a tap tells the note", async () => {
    serve();
    await open();
    expect(".o_kehu_search").toHaveCount(0);
    await contains(".o_kehu_narrow").click();
    expect(".o_kehu_search").toHaveCount(1);
    await contains(cell(0, 0)).click();
    await animationFrame();
    expect(".o_bottom_sheet .o_kehu_note").toHaveText(/Half now/);
});
