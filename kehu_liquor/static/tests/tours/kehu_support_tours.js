import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** Give the row at hand a file, as a camera or a folder would. */
function upload(name) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([name], name, { type: "image/png" }));
    const input = document.querySelector(".o_selected_row .o_field_binary input[type=file]");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A salesperson asks for a display rack for an own customer. */
tours.add("kehu_support_ask", {
    url: "/odoo/kehu-supports",
    steps: () => [
        { content: "A draft lies ready", trigger: '.o_data_row:contains("Own") td[name="kind_id"]', run: "click" },
        {
            content: "The salesperson reads no budget",
            trigger: ".o_form_view:not(:has(.o_kehu_review))",
        },
        { content: "Ask for it", trigger: 'button[name="action_request"]', run: "click" },
        {
            content: "It waits",
            trigger: '.o_arrow_button_current[data-value="requested"]',
        },
        {
            content: "Nobody approves their own",
            trigger: '.o_form_view:not(:has(button[name="action_approve"]))',
        },
    ],
});

/** A lead on a phone reads the card and approves a part. */
tours.add("kehu_support_approve", {
    url: "/odoo/kehu-supports-waiting",
    steps: () => [
        {
            content: "What waits, as a card",
            trigger: '.o_kanban_record:contains("Own")',
            run: "click",
        },
        {
            content: "The budget, before and after",
            trigger: '.o_kehu_review_row[data-key="budget"]:contains("82,000")',
        },
        {
            content: "Further steps",
            trigger: ".o_statusbar_buttons button:has(.oi-ellipsis-v)",
            run: "click",
        },
        {
            content: "Approve a part",
            trigger: 'button[name="action_approve_partly"]',
            run: "click",
        },
        {
            content: "How much",
            trigger: '.modal [name="amount"] input',
            run: "edit 12000",
        },
        {
            content: "And why",
            trigger: '.modal [name="reason"] input',
            run: "edit One rack is enough",
        },
        { trigger: '.modal button[name="action_apply"]', run: "click" },
        {
            content: "The reason stands above",
            trigger: '.o_form_view .alert:contains("One rack is enough")',
        },
    ],
});

/** The salesperson shows what proves it. */
tours.add("kehu_support_prove", {
    url: "/odoo/kehu-supports",
    steps: () => [
        { trigger: '.o_data_row:contains("Own") td[name="kind_id"]', run: "click" },
        { content: "The dealer got it", trigger: 'button[name="action_deliver"]', run: "click" },
        {
            content: "Not without its evidence",
            trigger: 'button[name="action_prove"]',
            run: "click",
        },
        {
            content: "It says what is missing",
            trigger: '.modal:contains("Photo of the display in place")',
        },
        { trigger: ".modal .btn-primary", run: "click" },
        {
            content: "A photo of the first",
            trigger: '.o_data_row:contains("Photo of the display") td[name="note"]',
            run: "click",
        },
        {
            trigger: '.o_selected_row:contains("Photo of the display") .o_select_file_button',
            run: () => upload("rack.png"),
        },
        { trigger: '.o_selected_row td[name="file"] input.o_input:value("rack.png")' },
        {
            content: "And of the second",
            trigger: '.o_data_row:contains("Receipt of the shop") td[name="note"]',
            run: "click",
        },
        {
            trigger: '.o_selected_row:contains("Receipt of the shop") .o_select_file_button',
            run: () => upload("receipt.png"),
        },
        { trigger: '.o_selected_row td[name="file"] input.o_input:value("receipt.png")' },
        {
            content: "All is there",
            trigger: 'button[name="action_prove"]',
            run: "click",
        },
        { trigger: '.o_arrow_button_current[data-value="evidenced"]' },
    ],
});

/** On a phone: what the kind wants is not deleted, what was added may be. */
tours.add("kehu_support_evidence_phone", {
    url: "/odoo/kehu-supports",
    steps: () => [
        { trigger: '.o_kanban_record:contains("Own")', run: "click" },
        {
            content: "What is wanted",
            trigger: '[name="evidence_ids"] .o_kanban_record:contains("Photo of the display")',
            run: "click",
        },
        {
            content: "Nobody takes it away",
            trigger: '.modal:has([name="file"]):not(:has(.o_btn_remove))',
        },
        { trigger: ".modal .o_form_button_cancel", run: "click" },
        {
            content: "What was added",
            trigger: 'body:not(:has(.modal)) [name="evidence_ids"] .o_kanban_record:contains("too many")',
            run: "click",
        },
        { content: "Goes again", trigger: ".modal .o_btn_remove", run: "click" },
        {
            trigger: '[name="evidence_ids"]:not(:has(.o_kanban_record:contains("too many")))',
        },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
    ],
});

/** Who keeps the books settles it at what was billed, and goes to the bill and back. */
tours.add("kehu_support_settle", {
    url: "/odoo/kehu-supports-waiting",
    steps: () => [
        { trigger: '.o_data_row:contains("Own") td[name="kind_id"]', run: "click" },
        { content: "To the bill", trigger: 'button[name="action_bills"]', run: "click" },
        {
            content: "And back",
            trigger: 'button[name="action_kehu_supports"]',
            run: "click",
        },
        { content: "Settle", trigger: 'button[name="action_settle"]', run: "click" },
        { trigger: '.o_arrow_button_current[data-value="settled"]' },
    ],
});
