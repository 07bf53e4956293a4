import { registry } from "@web/core/registry";

const card = '.o_kanban_record:contains("Li Na")';

/** From my week to a greeting on record: the counter, the button, done. */
registry.category("web_tour.tours").add("kehu_greeting", {
    url: "/odoo/kehu-week",
    steps: () => [
        {
            content: "The strip counts greetings",
            trigger: '.o_kehu_week_strip [data-count="greetings"]:contains("1")',
            run: "click",
        },
        {
            content: "The card says whom, what for and how",
            trigger: `${card}:contains("Birthday"):contains("small gift")`,
        },
        {
            content: "Greet",
            trigger: `${card} button[name="action_log"]:contains("Greet")`,
            run: "click",
        },
        {
            content: "The person is there already",
            trigger: '.modal .o_field_widget[name="contact_ids"]:contains("Li Na")',
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        {
            content: "It is out of the way",
            trigger: `.o_kanban_view:not(:has(.modal)):not(:has(${card}))`,
        },
    ],
});
