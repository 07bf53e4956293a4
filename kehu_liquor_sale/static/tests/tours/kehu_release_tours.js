import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** A salesperson confirms an order over the limit, and asks for a release. */
tours.add("kehu_release_phone", {
    steps: () => [
        {
            content: "The order says what it waits for",
            trigger: '.o_form_view .alert-warning:contains("would owe")',
        },
        {
            content: "Ask",
            trigger: '.alert-warning button:contains("Release")',
            run: "click",
        },
        {
            content: "Why it should pass",
            trigger: '.modal .o_field_widget[name="note"] input, .modal .o_field_widget[name="note"] textarea',
            run: "edit They pay on Monday",
        },
        {
            content: "Ask for it",
            trigger: '.modal footer button[name="action_ask"]:visible',
            run: "click",
        },
        {
            content: "It is asked for",
            trigger: '.o_form_view .alert-warning:contains("is asked for")',
        },
    ],
});

/** A manager reads why an order waits, and lets it pass. */
tours.add("kehu_release_desk", {
    url: "/odoo/kehu-releases",
    steps: () => [
        {
            content: "The order that waits",
            trigger: '.o_data_row:contains("Golden Cup") td[name="reasons"]:contains("would owe")',
            run: "click",
        },
        {
            content: "What the salesperson says",
            trigger: '.o_form_view .o_field_widget[name="note"]:contains("They pay on Monday")',
        },
        {
            content: "On which terms",
            trigger: '.o_field_widget[name="decision_note"] input, .o_field_widget[name="decision_note"] textarea',
            run: "edit Pays half on delivery",
        },
        { content: "Release", trigger: 'button[name="action_release"]', run: "click" },
        {
            content: "It is released",
            trigger: '.o_arrow_button_current[data-value="released"]',
        },
    ],
});
