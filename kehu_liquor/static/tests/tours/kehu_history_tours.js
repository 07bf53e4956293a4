import { registry } from "@web/core/registry";

/** A manager checks a file, reads what is wrong, imports the rest and undoes it. */
registry.category("web_tour.tours").add("kehu_history_import", {
    steps: () => [
        {
            content: "Open the file that was brought",
            trigger: '.o_data_row:contains("old.csv") td[name="name"]',
            run: "click",
        },
        { content: "Check it", trigger: 'button[name="action_check"]:visible', run: "click" },
        {
            content: "One row is bad, and the columns were understood",
            trigger: '.o_form_view .alert-warning:visible:contains("1")',
        },
        {
            content: "See which",
            trigger: 'button[name="action_lines"]',
            run: "click",
        },
        {
            content: "Line and reason",
            trigger: '.o_data_row:contains("X9") td[name="line"]:contains("3")',
        },
        {
            content: "Back to the import",
            trigger: '.o_breadcrumb a:contains("old.csv"), .o_back_button a',
            run: "click",
        },
        {
            content: "Import the good rows",
            trigger: 'button[name="action_import_good"]',
            run: "click",
        },
        { content: "Yes", trigger: ".modal .btn-primary", run: "click" },
        {
            content: "One document",
            trigger: 'button[name="action_documents"] .o_stat_value:contains("1")',
        },
        { content: "Undo", trigger: 'button[name="action_undo"]', run: "click" },
        { content: "Yes", trigger: ".modal .btn-primary", run: "click" },
        {
            content: "Nothing is left to undo",
            trigger: '.o_form_view:not(:has(button[name="action_undo"])) .ribbon, .o_form_view:not(:has(button[name="action_undo"])) .o_widget_web_ribbon',
        },
    ],
});

/** A salesperson on a phone reads an own customer's past. */
registry.category("web_tour.tours").add("kehu_history_phone", {
    steps: () => [
        {
            content: "The own customer's document",
            trigger: '.o_kanban_record:contains("A1"):contains("700")',
        },
        {
            content: "And nobody else's",
            trigger: '.o_kanban_view:not(:has(.o_kanban_record:contains("New Century")))',
        },
        {
            content: "Open it",
            trigger: '.o_kanban_record:contains("A1")',
            run: "click",
        },
        { content: "Readable, not to be changed", trigger: '.o_form_readonly:contains("Golden Cup")' },
    ],
});
