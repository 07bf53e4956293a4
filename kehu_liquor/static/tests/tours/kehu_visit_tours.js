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

const tab = (name) => `.modal .o_notebook_headers .nav-link[name="${name}"]`;
const field = (name) => `.modal:last .o_field_widget[name="${name}"]`;

/** On a phone: a letter is logged by one tap, a price is noted in the quick entry. */
registry.category("web_tour.tours").add("kehu_visit_seen_phone", {
    url: "/odoo/kehu-week",
    steps: () => [
        {
            content: "The letter offers itself; one tap logs it",
            trigger: '.o_kehu_offer:contains("Mr Wang") .o_kehu_take',
            run: "click",
        },
        {
            content: "It is not offered again",
            trigger: ".o_kanban_view:not(:has(.o_kehu_offer))",
        },
        { content: "Log a visit", trigger: ".o_kehu_log", run: "click" },
        { content: "At whom", trigger: `${field("partner_id")} input`, run: "click" },
        {
            content: "There",
            trigger: '.modal .o_kanban_record:contains("Own")',
            run: "click",
        },
        {
            content: "It is the first visit: its sheet stands open",
            trigger: `${field("usual_channel")} input`,
            run: "edit Wholesale market",
        },
        { content: "Prices are folded", trigger: tab("prices"), run: "click" },
        {
            content: "A price",
            trigger: '.modal .o_field_widget[name="price_ids"] .o-kanban-button-new',
            run: "click",
        },
        {
            content: "Of our product",
            trigger: '.modal .o_field_widget[name="product_id"] input',
            run: "click",
        },
        {
            content: "This one",
            trigger: '.modal .o_kanban_record:contains("Laojiao")',
            run: "click",
        },
        {
            content: "Chosen",
            trigger:
                '.modal .o_field_widget[name="product_id"] input:value("Laojiao 52")',
        },
        { content: "So much", trigger: `${field("price")} input`, run: "edit 298" },
        {
            content: "Kept on the entry",
            trigger: ".modal footer .o_form_button_save",
            run: "click",
        },
        {
            content: "It stands there",
            trigger: '.modal .o_field_widget[name="price_ids"]:contains("298")',
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        { content: "Back in the week", trigger: "body:not(:has(.modal))" },
    ],
});

/** At the desk: a price and a sample in the quick entry, found again in their lists. */
registry.category("web_tour.tours").add("kehu_visit_seen_desk", {
    steps: () => [
        {
            content: "From the customer's page",
            trigger: 'button[name="action_kehu_log_visit"]',
            run: "click",
        },
        {
            content: "With whom",
            trigger: '.modal .o_field_widget[name="contact_ids"] input',
            run: "edit Mr Wang",
        },
        {
            content: "Him",
            trigger: '.o-autocomplete--dropdown-item:contains("Mr Wang")',
            run: "click",
        },
        { content: "Prices", trigger: tab("prices"), run: "click" },
        {
            content: "A line",
            trigger: '.modal [name="price_ids"] .o_field_x2many_list_row_add a',
            run: "click",
        },
        {
            content: "Ours",
            trigger: '.modal [name="price_ids"] [name="product_id"] input',
            run: "edit Laojiao",
        },
        {
            content: "This one",
            trigger: '.o-autocomplete--dropdown-item:contains("Laojiao")',
            run: "click",
        },
        {
            content: "So much",
            trigger: '.modal [name="price_ids"] [name="price"] input',
            run: "edit 298",
        },
        { content: "Gifts and samples", trigger: tab("gifts"), run: "click" },
        {
            content: "A line",
            trigger: '.modal [name="gift_ids"] .o_field_x2many_list_row_add a',
            run: "click",
        },
        {
            content: "Whoever was met alone is there already; of which kind",
            trigger: '.modal [name="gift_ids"] [name="kind_id"] input',
            run: "edit Sample",
        },
        {
            content: "A sample",
            trigger: '.o-autocomplete--dropdown-item:contains("Sample")',
            run: "click",
        },
        {
            content: "What",
            trigger: '.modal [name="gift_ids"] [name="description"] input',
            run: "edit Two small bottles",
        },
        {
            content: "Worth",
            trigger: '.modal [name="gift_ids"] [name="amount"] input',
            run: "edit 60",
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        { content: "The entry is gone", trigger: "body:not(:has(.modal))" },
    ],
});
