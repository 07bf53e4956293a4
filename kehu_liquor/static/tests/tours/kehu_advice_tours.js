import { registry } from "@web/core/registry";

const cell = (text) => `.o_list_view .o_data_row:contains("${text}")`;

/** At the desk: a lead agrees to all that waits, at once. */
registry.category("web_tour.tours").add("kehu_advice_desk", {
    steps: () => [
        { content: "What is proposed", trigger: cell("Proposed") },
        {
            content: "All of it",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Agree",
            trigger: 'button[name="action_agree"]',
            run: "click",
        },
        {
            content: "All of it is agreed",
            trigger:
                '.o_list_view:not(:has(.o_data_row:contains("Proposed"))) .o_data_row:contains("Agreed")',
        },
    ],
});

/** On a phone: the visit brings the advice, and the customer takes it. */
registry.category("web_tour.tours").add("kehu_advice_phone", {
    steps: () => [
        {
            content: "Log a visit",
            trigger: 'button[name="action_kehu_log_visit"]',
            run: "click",
        },
        {
            content: "The advice is at hand",
            trigger: '.modal .o_field_widget[name="advice_id"]:has(input:value("Floor display (Agreed)"))',
        },
        {
            content: "Adopted",
            trigger: '.modal .o_field_widget[name="advice_answer"] .o_selection_badge:first',
            run: "click",
        },
        {
            content: "Why",
            trigger: '.modal .o_field_widget[name="advice_opinion"] input',
            run: "edit Good for the festival",
        },
        { content: "Done", trigger: ".modal footer .o_kehu_done:visible", run: "click" },
        { content: "Logged", trigger: "body:not(:has(.modal))" },
    ],
});

/** At the desk: from a grade's time and money to the rows behind them. */
registry.category("web_tour.tours").add("kehu_time_desk", {
    steps: () => [
        { content: "The grade stands there", trigger: '.o_pivot th:contains("A")' },
        {
            content: "Its minutes",
            trigger: ".o_pivot tbody td.o_pivot_cell_value:contains(30)",
            run: "click",
        },
        { content: "The visit behind it", trigger: cell("Own") },
    ],
});
