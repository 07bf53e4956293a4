import { registry } from "@web/core/registry";

const card = '.o_kanban_record:contains("Golden Cup")';

/** A salesperson takes a warning and closes it as true, with a reason. */
registry.category("web_tour.tours").add("kehu_alert_desk", {
    url: "/odoo/kehu-alerts",
    steps: () => [
        {
            content: "The strip counts it",
            trigger: '.o_kehu_alert_strip [data-count="attention"]:contains("1")',
        },
        {
            content: "The card says what is at stake",
            trigger: `${card}:contains("250,000")`,
        },
        { content: "Take it", trigger: `${card} button[name="action_take"]`, run: "click" },
        {
            content: "It moved to the next column",
            trigger: `.o_kanban_group:nth-child(2) ${card}`,
        },
        { content: "Close it", trigger: `${card} button[name="action_close"]`, run: "click" },
        {
            content: "It was true",
            trigger: '.modal .o_field_widget[name="outcome"] .o_selection_badge:first',
            run: "click",
        },
        {
            content: "Say why",
            trigger: '.modal .o_field_widget[name="reason"] input',
            run: "edit Paid on Friday",
        },
        {
            content: "Close",
            trigger: '.modal footer button[name="action_apply"]:visible',
            run: "click",
        },
        {
            content: "No open warning is left",
            trigger: `.o_kanban_view:not(:has(.modal)):not(:has(${card}))`,
        },
    ],
});

/** On a phone: cards in one column; snooze; and the customer's page warns. */
registry.category("web_tour.tours").add("kehu_alert_phone", {
    url: "/odoo/kehu-alerts",
    steps: () => [
        {
            content: "Cards without columns",
            trigger: `.o_kanban_ungrouped ${card}:contains("250,000")`,
        },
        { content: "Snooze", trigger: `${card} button[name="action_snooze"]`, run: "click" },
        {
            content: "Until the day the rule proposes",
            trigger: '.modal button[name="action_apply"]:visible',
            run: "click",
        },
        {
            content: "It is put aside: nothing more to snooze",
            trigger: `${card}:not(:has(button[name="action_snooze"]))`,
        },
    ],
});
