import { registry } from "@web/core/registry";

/** A lead previews a handover and names another successor for one customer. */
registry.category("web_tour.tours").add("kehu_lead_handover", {
    url: "/odoo/kehu-handovers",
    steps: () => [
        {
            content: "Open the draft",
            trigger: '.o_data_row:contains("seller") td[name="date"]',
            run: "click",
        },
        { content: "Preview", trigger: 'button[name="action_preview"]', run: "click" },
        {
            content: "The customers are listed with what they owe",
            trigger: '.o_field_widget[name="line_ids"] .o_data_row:contains("Golden Cup"):contains("420")',
        },
        {
            content: "Its promise stands beside it",
            trigger: '.o_data_row:contains("Golden Cup"):contains("Bring the samples")',
        },
        {
            content: "All of them, as a list",
            trigger: 'button[name="action_open_lines"]',
            run: "click",
        },
        { trigger: '.o_list_view .o_data_row:contains("Golden Cup")' },
    ],
});

/** A salesperson on a phone claims a customer of the pool and reads its page. */
registry.category("web_tour.tours").add("kehu_seller_claims", {
    url: "/odoo/kehu-pool",
    steps: () => [
        {
            content: "The pool, as cards",
            trigger: '.o_kanban_record:contains("Pooled"):contains("Chengdu")',
        },
        {
            content: "Nothing of its phone",
            trigger: '.o_kanban_view:not(:contains("1111"))',
        },
        {
            content: "Claim it",
            trigger: '.o_kanban_record:contains("Pooled") button[name="action_claim"]',
            run: "click",
        },
        { content: "Its page opens", trigger: ".o_form_view .o_kehu_page" },
    ],
});

/** A successor on a phone reads a handover and confirms it. */
registry.category("web_tour.tours").add("kehu_successor_confirms", {
    url: "/odoo/kehu-handovers",
    steps: () => [
        {
            content: "The handover, as a card",
            trigger: '.o_kanban_record:contains("seller")',
            run: "click",
        },
        {
            content: "What comes, as cards",
            trigger: '.o_field_widget[name="line_ids"] .o_kanban_record:contains("Golden Cup")',
        },
        { content: "Confirm", trigger: 'button[name="action_confirm"]', run: "click" },
        {
            content: "It waits for nobody any more",
            trigger: '.o_form_view:not(:has(button[name="action_confirm"]))',
        },
    ],
});
