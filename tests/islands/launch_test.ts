import assert from "node:assert/strict";
import { cameFromHere } from "../../islands/(_host)/back.ts";
import { parseLaunch } from "../../islands/(_host)/launch.ts";
import { pageOf } from "../../islands/(_host)/start_page.ts";

Deno.test("launch parameters are read from the fragment, initData as it was signed", () => {
  const initData = "user=%7B%22id%22%3A1%7D&start_param=cargo_77&hash=ab%2B";
  const fragment = new URLSearchParams({ tgWebAppData: initData, tgWebAppVersion: "8.0" });
  const launch = parseLaunch(fragment.toString());
  assert.equal(launch.initData, initData);
  assert.equal(launch.version, "8.0");
  assert.equal(launch.startParam, "cargo_77");
});

Deno.test("a keyboard button starts us without initData", () => {
  assert.deepEqual(parseLaunch("tgWebAppVersion=7.0&tgWebAppPlatform=android"), {
    initData: "",
    version: "7.0",
    startParam: null,
    theme: null,
  });
});

Deno.test("a deep link names the load to open", () => {
  assert.equal(pageOf({ pathname: "/", search: "?tgWebAppStartParam=cargo_77" }, "cargo_77"), "/cargos/77");
});

Deno.test("a deep link may name any page of the tab bar, and a payment to come back to", () => {
  const home = { pathname: "/", search: "" };
  assert.equal(pageOf(home, "searches"), "/searches");
  assert.equal(pageOf(home, "responses"), "/responses");
  assert.equal(pageOf(home, "pay_2f1c-77"), "/payments/2f1c-77");
  assert.equal(pageOf(home, "admin"), "/");
});

Deno.test("an address that names a page wins over the start parameter", () => {
  assert.equal(pageOf({ pathname: "/responses", search: "" }, "cargo_77"), "/responses");
});

Deno.test("a start parameter that is no load leads to the list, filters kept", () => {
  assert.equal(pageOf({ pathname: "/", search: "?mode=all" }, "cargo_../admin"), "/?mode=all");
  assert.equal(pageOf({ pathname: "/", search: "?tgWebAppStartParam=x" }, "x"), "/");
});

Deno.test("back goes back only to another page of ours", () => {
  const here = "https://app.example/cargos/7";
  assert.ok(cameFromHere("https://app.example/?mode=all", here));
  assert.ok(!cameFromHere("https://app.example/cargos/7", here), "the form just posted");
  assert.ok(!cameFromHere("https://web.telegram.org/", here));
  assert.ok(!cameFromHere("", here));
});
