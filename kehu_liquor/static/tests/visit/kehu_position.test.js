import { after, beforeEach, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const KEPT = { latitude: 30.6598, longitude: 104.0633, accuracy: 20 };
const THERE = { coords: { latitude: 30.5, longitude: 104.25, accuracy: 12.4 } };

class Visit extends models.Model {
    _name = "kehu.visit";
    note = fields.Char();
    position = fields.Json();
    _records = [
        { id: 1, note: "No point yet" },
        { id: 2, note: "Kept", position: KEPT },
    ];
}

defineMailModels();
defineModels([Visit]);

let answer;

/** The browser's own way to ask where it is; the test answers as `answer` does. */
beforeEach(() => {
    const own = Object.getOwnPropertyDescriptor(navigator, "geolocation");
    const geolocation = {
        getCurrentPosition(found, refused) {
            expect.step("asked");
            answer(found, refused);
        },
        watchPosition() {
            expect.step("watched");
        },
    };
    Object.defineProperty(navigator, "geolocation", {
        configurable: true,
        value: geolocation,
    });
    after(() =>
        own
            ? Object.defineProperty(navigator, "geolocation", own)
            : delete navigator.geolocation
    );
    answer = (found) => found(THERE);
});

async function open(resId, readonly = 0) {
    await mountView({
        type: "form",
        resModel: "kehu.visit",
        resId,
        arch: `
            <form>
                <field name="note"/>
                <field name="position" widget="kehu_position" readonly="${readonly}"/>
            </form>`,
    });
}

function saves() {
    onRpc("kehu.visit", "web_save", ({ args }) => {
        expect.step(args[1].position || "no position");
    });
}

test("nothing is asked before the tap, and once after it", async () => {
    saves();
    await open(1);
    expect.verifySteps([]);
    await contains(".o_kehu_take_position").click();
    expect(".o_kehu_position").toHaveText(/30\.50000, 104\.25000 ±12 m/);
    expect(".o_kehu_take_position").toHaveCount(0);
    await clickSave();
    expect.verifySteps(["asked", { ...THERE.coords, is_new: true }]);
});

test("what was just taken can be taken back", async () => {
    saves();
    await open(1);
    await contains(".o_kehu_take_position").click();
    await contains(".o_kehu_drop_position").click();
    expect(".o_kehu_take_position").toHaveCount(1);
    await contains("[name='note'] input").edit("Without it");
    await clickSave();
    expect.verifySteps(["asked", "no position"]);
});

test("a point on record stays, whatever else is written", async () => {
    saves();
    await open(2);
    await contains("[name='note'] input").edit("More was said");
    expect(".o_kehu_position").toHaveText(/30\.65980, 104\.06330 ±20 m/);
    expect(".o_kehu_drop_position").toHaveCount(0);
    expect(".o_kehu_take_position").toHaveCount(0);
    await clickSave();
    expect.verifySteps(["no position"]);
});

test("refused: a sentence, and it can be tried again", async () => {
    saves();
    answer = (_found, refused) => refused({ code: 1 });
    await open(1);
    await contains(".o_kehu_take_position").click();
    expect(".o_kehu_position").toHaveText(/the visit is logged without it/);
    expect(".o_kehu_take_position").toBeEnabled();
    await contains("[name='note'] input").edit("Done all the same");
    await clickSave();
    expect.verifySteps(["asked", "no position"]);
});

test("as long as the device looks, the button waits", async () => {
    let found;
    answer = (later) => (found = later);
    await open(1);
    await contains(".o_kehu_take_position").click();
    expect(".o_kehu_take_position").not.toBeEnabled();
    found(THERE);
    await animationFrame();
    expect(".o_kehu_drop_position").toHaveCount(1);
    expect.verifySteps(["asked"]);
});

test("a device that knows no position says so", async () => {
    Object.defineProperty(navigator, "geolocation", { configurable: true, value: undefined });
    await open(1);
    await contains(".o_kehu_take_position").click();
    expect(".o_kehu_position").toHaveText(/knows no position/);
});

test("where it is only read there is nothing to tap, and no empty box", async () => {
    await open(1, 1);
    expect(".o_kehu_position").toHaveCount(0);
    expect.verifySteps([]);
});
