import { registry } from "@web/core/registry";

const row = 'tbody tr:contains("Own")';
const cell = (place) => `${row} td[data-column="${place}"]`;
const mark = (place, state, letter) =>
    `${cell(place)} .o_kehu_mark[data-mark="${state}"]:contains("${letter}")`;

/** At the desk: read a note, walk with the arrows, log a day that is over, plan ahead. */
registry.category("web_tour.tours").add("kehu_calendar_desk", {
    url: "/odoo/kehu-calendar",
    steps: () => [
        {
            content: "A month, my customers only, with what was promised and kept",
            trigger: `.o_kehu_calendar[data-span="month"]:not(:contains("Far")) ${row}:contains("0/1")`,
        },
        { content: "The visit stands on its day", trigger: mark(24, "done", "M") },
        { content: "What was missed is marked", trigger: mark(9, "late", "T") },
        { content: "Look behind it", trigger: cell(24), run: "click" },
        { content: "What was said", trigger: '.o_kehu_note:contains("Restocks soon")' },
        { content: "Esc closes it", trigger: ".o_kehu_note", run: "press Escape" },
        {
            content: "Closed, and the focus is back",
            trigger: `body:not(:has(.o_kehu_note)) ${cell(24)}`,
            run() {
                document.querySelector('td[data-line="0"][data-column="24"]').focus();
            },
        },
        { content: "Two days back", trigger: cell(24), run: "press ArrowLeft" },
        { trigger: `${cell(23)}:focus`, run: "press ArrowLeft" },
        { trigger: `${cell(22)}:focus`, run: "press Enter" },
        {
            content: "The quick entry knows the customer",
            trigger: '.modal .o_field_widget[name="partner_id"] input:value("Own")',
        },
        {
            content: "A sentence",
            trigger: '.modal .o_field_widget[name="note"] textarea',
            run: "edit Written down late",
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        { content: "It stands on that day", trigger: mark(22, "done", "M") },
        { content: "Next month", trigger: ".o_kehu_after", run: "click" },
        {
            content: "July",
            trigger: '.o_kehu_calendar_title:contains("July 2026")',
        },
        { content: "A day ahead", trigger: cell(1), run: "click" },
        {
            content: "is a plan",
            trigger: '.modal footer button:visible:contains("Save as Plan")',
            run: "click",
        },
        { content: "It stands there", trigger: mark(1, "planned", "M"), run: "click" },
        { content: "Open it", trigger: ".o_kehu_note .o_kehu_open", run: "click" },
        { content: "The contact itself", trigger: ".o_form_view button[name='action_done']" },
        { content: "And back", trigger: ".breadcrumb-item a:contains('Calendar')", run: "click" },
        { content: "To the same month", trigger: '.o_kehu_calendar_title:contains("July 2026")' },
        { content: "Who is looked for", trigger: ".o_kehu_search", run: "edit Nobody && press Tab" },
        { content: "is not there", trigger: ".o_kehu_nobody button", run: "click" },
        { content: "All again", trigger: row },
    ],
});

/** A finger's way from one side of the sheet to the other. */
function swipe(el, from, to) {
    for (const [type, clientX] of [["touchstart", from], ["touchend", to]]) {
        const touch = new Touch({ identifier: 1, target: el, clientX, clientY: 400 });
        const touches = type === "touchstart" ? [touch] : [];
        const options = { bubbles: true, touches, changedTouches: [touch] };
        el.dispatchEvent(new TouchEvent(type, options));
    }
}

/** On a phone: seven days, a swipe is a week, a tap tells the note or logs. */
registry.category("web_tour.tours").add("kehu_calendar_phone", {
    url: "/odoo/kehu-calendar",
    steps: () => [
        {
            content: "A week",
            trigger: '.o_kehu_calendar[data-span="week"] thead:not(:has(th:nth-child(9)))',
        },
        {
            content: "Nothing has to be moved sideways",
            trigger: ".o_kehu_calendar_sheet",
            run({ anchor }) {
                if (anchor.scrollWidth > anchor.clientWidth) {
                    throw new Error("The sheet is wider than the phone");
                }
                swipe(anchor, 80, 320);
            },
        },
        { content: "The week before", trigger: '.o_kehu_calendar_title:contains("06-22")' },
        { content: "The visit", trigger: mark(3, "done", "M"), run: "click" },
        { content: "What was said", trigger: '.o_kehu_note:contains("Restocks soon")' },
        { content: "Another one", trigger: ".o_kehu_note .o_kehu_add", run: "click" },
        {
            content: "A sentence",
            trigger: '.modal .o_field_widget[name="note"] textarea',
            run: "edit Called again",
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        {
            content: "Both stand there",
            trigger: `body:not(:has(.modal)) ${cell(3)} .o_kehu_mark:nth-child(2)`,
        },
        { trigger: ".o_kehu_calendar_sheet", run: ({ anchor }) => swipe(anchor, 320, 80) },
        { content: "This week again", trigger: ".o_kehu_calendar thead .o_kehu_now" },
        { content: "The choices fold out", trigger: ".o_kehu_narrow", run: "click" },
        { content: "and narrow it down", trigger: ".o_kehu_search", run: "edit Own && press Tab" },
        { trigger: `.o_kehu_narrow.active`, run: () => {} },
        { trigger: row },
    ],
});
