import { registry } from "@web/core/registry";

/** A manager changes a draft, tries it, looks behind a cell and puts it to use. */
registry.category("web_tour.tours").add("kehu_manager_tries", {
    steps: () => [
        {
            content: "The draft is open",
            trigger: '.o_form_view .o_field_widget[name="name"] input',
            run: "edit Sharper",
        },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "Saved", trigger: ".o_form_saved" },
        { content: "Try it", trigger: 'button[name="action_try"]', run: "click" },
        {
            content: "Who moves is counted",
            trigger: '.o_kehu_trial_counts:contains("2 down")',
        },
        {
            content: "What it costs is said",
            trigger: '.o_kehu_trial_cost:contains("a month")',
        },
        {
            content: "Look behind a cell",
            trigger: '.o_kehu_matrix td[data-cell="A-D"] button',
            run: "click",
        },
        {
            content: "Its customer, with the reason",
            trigger:
                '.o_list_view .o_data_row:contains("Golden Cup"):contains("points"), .o_kanban_record:contains("Golden Cup"):contains("points")',
        },
        {
            content: "Back to the dry run",
            trigger: ".o_back_button, .breadcrumb-item:last a",
            run: "click",
        },
        {
            content: "Put it to use",
            trigger: 'button[name="action_activate"]',
            run: "click",
        },
        { content: "Sure", trigger: ".modal .btn-primary", run: "click" },
        {
            content: "The scheme is in use",
            trigger: '.o_arrow_button_current:contains("In use")',
        },
    ],
});

/** A salesperson says what no invoice says, one tap per question, on a phone. */
registry.category("web_tour.tours").add("kehu_seller_answers", {
    steps: () => [
        {
            content: "Open the own customer",
            trigger: '.o_kanban_record:contains("Golden Cup")',
            run: "click",
        },
        { content: "Answer", trigger: ".o_kehu_ask", run: "click" },
        {
            content: "One tap",
            trigger:
                '.modal .o_kehu_question[data-question="Growth Potential"] .btn-group button:contains("4")',
            run: "click",
        },
        {
            content: "It says what a 4 means",
            trigger: '.modal .o_kehu_question:contains("Twice as much")',
        },
        { content: "Save", trigger: ".modal .o_kehu_save", run: "click" },
        { content: "Done", trigger: "body:not(:has(.modal)) .o_kehu_ask" },
    ],
});
