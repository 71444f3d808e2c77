import assert from "node:assert/strict";
import fc from "fast-check";
import { contrast } from "../../islands/(_host)/contrast.ts";
import { paletteOf } from "../../islands/(_host)/theme.ts";

const DARK = {
  bg_color: "#212121",
  text_color: "#ffffff",
  hint_color: "#aaaaaa",
  link_color: "#8fb7f5",
  button_color: "#3d6fc4",
  button_text_color: "#ffffff",
  secondary_bg_color: "#0f0f0f",
  section_bg_color: "#212121",
};

Deno.test("contrast is what WCAG says it is", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
  assert.ok(Number.isNaN(contrast("red", "#ffffff")));
});

Deno.test("a readable theme is taken as it is and tells its scheme", () => {
  const palette = paletteOf(DARK);
  assert.equal(palette?.scheme, "dark");
  assert.equal(palette?.colours["--tg-theme-secondary-bg-color"], "#0f0f0f");
  assert.equal(palette?.colours["--tg-theme-link-color"], "#8fb7f5");
  assert.equal(palette?.colours["--tg-theme-button-color"], "#3d6fc4");
});

Deno.test("a hint that can hardly be read moves towards the text no further than it must", () => {
  const hint = paletteOf({ ...DARK, hint_color: "#777777" })?.colours["--tg-theme-hint-color"] ?? "";
  assert.ok(contrast(hint, "#212121") >= 4.5 && contrast(hint, "#212121") < 6, hint);
});

Deno.test("an ink the theme does not name, or not as a colour, is ours where that can be read", () => {
  const { hint_color: _, ...nameless } = DARK;
  assert.equal(paletteOf(nameless)?.colours["--tg-theme-hint-color"], "#a3aeb9");
  assert.equal(paletteOf({ ...DARK, hint_color: "no colour" })?.colours["--tg-theme-hint-color"], "#a3aeb9");
});

Deno.test("a button keeps its colour, and a label that cannot be read on it is white or black", () => {
  const colours = paletteOf({ ...DARK, button_color: "#ffff00" })?.colours ?? {};
  assert.equal(colours["--tg-theme-button-color"], "#ffff00");
  assert.equal(colours["--tg-theme-button-text-color"], "#000000");
});

Deno.test("a theme whose text cannot be read is not used at all", () => {
  assert.equal(paletteOf({ ...DARK, text_color: "#303030" }), null);
  assert.equal(paletteOf({}), null);
  assert.equal(paletteOf({ ...DARK, text_color: "url(evil)" }), null);
});

Deno.test("whatever the theme: inks can be read, controls seen, buttons read", () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) =>
    `#${value.toString(16).padStart(6, "0")}`
  );
  const names = ["bg", "text", "hint", "link", "destructive_text", "secondary_bg", "section_bg"]
    .concat(["accent_text", "button", "button_text"]);
  const theme = fc.record(Object.fromEntries(names.map((name) => [`${name}_color`, colour])), {
    requiredKeys: [],
  });
  const wanted = { text: 4.5, hint: 4.5, link: 4.5, "accent-text": 4.5, "destructive-text": 4.5, good: 4.5 };
  const visible = { "control-line": 3, star: 3 };
  let readable = 0;
  fc.assert(
    fc.property(theme, (params) => {
      const colours = paletteOf(params as Record<string, string>)?.colours;
      if (!colours) return;
      readable++;
      const at = (name: string) => colours[`--tg-theme-${name}-color`] ?? "";
      for (const [ink, least] of Object.entries({ ...wanted, ...visible })) {
        for (const ground of ["secondary-bg", "section-bg"]) {
          assert.ok(contrast(at(ink), at(ground)) >= least, `${ink} on ${ground}`);
        }
      }
      assert.ok(contrast(at("button"), at("button-text")) >= 4.5, "button");
    }),
    { numRuns: 2000 },
  );
  assert.ok(readable > 50, `only ${readable} of the themes were readable at all`);
});
