import assert from "node:assert/strict";
import fc from "fast-check";
import { contrast, paletteOf } from "../../islands/(_host)/theme.ts";

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
  assert.equal(paletteOf({ ...DARK, hint_color: "no colour" })?.colours["--tg-theme-hint-color"], "#ffffff");
});

Deno.test("a button whose label cannot be read is ours", () => {
  const colours = paletteOf({ ...DARK, button_color: "#ffff00" })?.colours ?? {};
  assert.ok(!("--tg-theme-button-color" in colours) && !("--tg-theme-button-text-color" in colours));
});

Deno.test("a theme whose text cannot be read is not used at all", () => {
  assert.equal(paletteOf({ ...DARK, text_color: "#303030" }), null);
  assert.equal(paletteOf({}), null);
  assert.equal(paletteOf({ ...DARK, text_color: "url(evil)" }), null);
});

Deno.test("whatever the theme, every ink taken from it can be read on both backgrounds", () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) =>
    `#${value.toString(16).padStart(6, "0")}`
  );
  const theme = fc.record({
    bg_color: colour,
    text_color: colour,
    hint_color: colour,
    link_color: colour,
    destructive_text_color: colour,
    secondary_bg_color: colour,
    section_bg_color: colour,
  });
  fc.assert(fc.property(theme, (params) => {
    const colours = paletteOf(params)?.colours;
    if (!colours) return;
    for (const ink of ["text", "hint", "link", "destructive-text"]) {
      for (const ground of ["secondary-bg", "section-bg"]) {
        const pair = [`--tg-theme-${ink}-color`, `--tg-theme-${ground}-color`].map((name) =>
          colours[name] ?? ""
        );
        assert.ok(contrast(pair[0]!, pair[1]!) >= 4.5, `${ink} on ${ground}`);
      }
    }
  }));
});
