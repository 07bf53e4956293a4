import { registry } from "@web/core/registry";

const card = '.o_kanban_record:contains("Own")';
const badge = (field, place) =>
    `.modal .o_field_widget[name="${field}"] .o_selection_badge:nth-child(${place})`;

/**
 * On a phone, from "my week" to a logged visit: four taps and a sentence. Every tap is
 * a click here; the test of this tour counts them.
 */
registry.category("web_tour.tours").add("kehu_visit_phone", {
    url: "/odoo/kehu-week",
    steps: () => [
        {
            content: "The strip counts what is overdue",
            trigger: '.o_kehu_week_strip [data-count="overdue"]:contains("1")',
        },
        {
            content: "The card says what and why",
            trigger: `.o_kanban_ungrouped ${card}:contains("0/1")`,
        },
        {
            content: "The customer can be called",
            trigger: `${card} a.o_kehu_call[href^="tel:"]`,
        },
        { content: "Log it", trigger: `${card} button[name="action_log"]`, run: "click" },
        {
            content: "The customer is there already",
            trigger: '.modal .o_field_widget[name="partner_id"] input:value("Own")',
        },
        { content: "Reached", trigger: badge("purpose_reached", 1), run: "click" },
        {
            content: "A sentence",
            trigger: '.modal .o_field_widget[name="note"] textarea',
            run: "edit Restocks next week",
        },
        { content: "Again in a week", trigger: badge("next_in", 2), run: "click" },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        {
            content: "It is out of the way",
            trigger: `.o_kanban_view:not(:has(.modal)):not(:has(${card}))`,
        },
    ],
});

/** At the desk: from the customer's page to the list of its contacts. */
registry.category("web_tour.tours").add("kehu_visit_desk", {
    steps: () => [
        {
            content: "The main button of the customer's page",
            trigger: 'button[name="action_kehu_log_visit"]',
            run: "click",
        },
        { content: "It was a call", trigger: badge("kind_id", 2), run: "click" },
        {
            content: "What for",
            trigger: '.modal .o_field_widget[name="purpose"] input',
            run: "edit Collect money",
        },
        { content: "Partly", trigger: badge("purpose_reached", 2), run: "click" },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        {
            content: "Counted on the page",
            trigger: 'button[name="action_kehu_visits"]:contains("1")',
            run: "click",
        },
        {
            content: "Listed with its purpose",
            trigger: '.o_list_view .o_data_row:contains("Collect money")',
        },
    ],
});
