import assert from "node:assert/strict";
import { createHost } from "../../islands/(_host)/telegram_host.ts";
import { openTransport, type Transport } from "../../islands/(_host)/transport.ts";

/** The other end of the wire: what was asked, and a way to answer. */
function client() {
  const asked: [string, unknown][] = [];
  let hear: (type: string, data: unknown) => void = () => {};
  const wire: Transport = {
    post: (type, data) => void asked.push([type, data]),
    listen: (on) => hear = on,
  };
  return { wire, asked, tell: (type: string, data: unknown) => hear(type, data) };
}

Deno.test("the back button is shown and heard", () => {
  const { wire, asked, tell } = client();
  const host = createHost(wire, "6.1");
  let pressed = 0;
  host.showBack(true);
  host.on("back", () => pressed++);
  tell("back_button_pressed", null);
  assert.deepEqual(asked, [["web_app_setup_back_button", { is_visible: true }]]);
  assert.equal(pressed, 1);
});

Deno.test("an old client is not asked for what it does not know, and whoever asks hears no", () => {
  const { wire, asked } = client();
  const host = createHost(wire, "6.0");
  host.showBack(true);
  host.haptic("success");
  host.paint("#ffffff");
  host.confirmClosing(true);
  host.allowSwipes(false);
  host.addToHomeScreen();
  host.on("safeArea", () => {});
  const heard: unknown[] = [];
  host.requestContact((signed) => heard.push(signed));
  host.requestWriteAccess((allowed) => heard.push(allowed));
  host.canAddToHomeScreen((can) => heard.push(can));
  assert.deepEqual(asked, []);
  assert.deepEqual(heard, [null, false, false]);
});

Deno.test("6.10 is newer than 6.9", () => {
  const { wire, asked } = client();
  createHost(wire, "6.10").requestContact(() => {});
  assert.deepEqual(asked, [["web_app_request_phone", undefined]]);
});

Deno.test("a shared contact is handed on as Telegram signed it", () => {
  const { wire, asked, tell } = client();
  const heard: unknown[] = [];
  createHost(wire, "9.1").requestContact((signed) => heard.push(signed));
  tell("phone_requested", { status: "sent" });
  assert.deepEqual(asked.at(-1)?.[0], "web_app_invoke_custom_method");
  tell("custom_method_invoked", { req_id: "1", result: "contact=%7B%7D&hash=ab" });
  assert.deepEqual(heard, ["contact=%7B%7D&hash=ab"]);
});

Deno.test("a contact that is not shared is null", () => {
  const { wire, tell } = client();
  const heard: unknown[] = [];
  createHost(wire, "9.1").requestContact((signed) => heard.push(signed));
  tell("phone_requested", { status: "cancelled" });
  assert.deepEqual(heard, [null]);
});

Deno.test("the client's button shows what it is told, and is heard", () => {
  const { wire, asked, tell } = client();
  const host = createHost(wire, "6.0");
  let pressed = 0;
  host.on("main", () => pressed++);
  host.showMain({ text: "Отправить", busy: true, colour: "#112233", textColour: "#ffffff" });
  host.showMain(null);
  tell("main_button_pressed", null);
  assert.deepEqual(asked.map(([, data]) => data), [
    {
      is_visible: true,
      is_active: false,
      is_progress_visible: true,
      text: "Отправить",
      color: "#112233",
      text_color: "#ffffff",
    },
    { is_visible: false },
  ]);
  assert.equal(pressed, 1);
});

Deno.test("an answer is heard once", () => {
  const { wire, tell } = client();
  const heard: unknown[] = [];
  createHost(wire, "8.0").requestWriteAccess((allowed) => heard.push(allowed));
  tell("write_access_requested", { status: "allowed" });
  tell("write_access_requested", { status: "cancelled" });
  assert.deepEqual(heard, [true]);
});

Deno.test("the theme is asked for and followed", () => {
  const { wire, asked, tell } = client();
  const themes: unknown[] = [];
  createHost(wire, "9.1").on("theme", (theme) => themes.push(theme));
  tell("theme_changed", { theme_params: { bg_color: "#ffffff" } });
  assert.deepEqual(asked, [["web_app_request_theme", undefined]]);
  assert.deepEqual(themes, [{ bg_color: "#ffffff" }]);
});

Deno.test("links to Telegram open inside it", () => {
  const { wire, asked } = client();
  createHost(wire, "9.1").openTelegramLink("https://t.me/bot?start=1");
  assert.deepEqual(asked, [["web_app_open_tg_link", { path_full: "/bot?start=1" }]]);
});

Deno.test("in a frame only the parent at an allowed origin is heard and told", () => {
  const origin = "https://web.telegram.org";
  const told: unknown[][] = [];
  const parent = { postMessage: (...message: unknown[]) => told.push(message) };
  const window = Object.assign(new EventTarget(), { parent }) as unknown as Window;
  const heard: unknown[][] = [];
  const wire = openTransport(window, [origin]);
  wire?.listen((...event) => heard.push(event));
  wire?.post("web_app_ready");
  assert.deepEqual(told, [[`{"eventType":"web_app_ready","eventData":""}`, origin]]);

  const data = `{"eventType":"theme_changed","eventData":{"a":1}}`;
  const send = (change: object) =>
    window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source: parent }, change));
  send({ origin: "https://evil.example" });
  send({ source: {} });
  send({ data: "not json" });
  send({ data: { eventType: "theme_changed" } });
  assert.deepEqual(heard, []);
  send({});
  assert.deepEqual(heard, [["theme_changed", { a: 1 }]]);
});

Deno.test("a native client is told through its proxy and calls our receiver", () => {
  const told: unknown[][] = [];
  const proxy = { postEvent: (...event: unknown[]) => told.push(event) };
  const window = Object.assign(new EventTarget(), { TelegramWebviewProxy: proxy }) as unknown as
    & Window
    & { Telegram: { WebView: { receiveEvent(type: string, data: unknown): void } } };
  const heard: unknown[][] = [];
  const wire = openTransport(window, []);
  wire?.listen((...event) => heard.push(event));
  wire?.post("web_app_expand");
  window.Telegram.WebView.receiveEvent("back_button_pressed", null);
  assert.deepEqual(told, [["web_app_expand", `""`]]);
  assert.deepEqual(heard, [["back_button_pressed", null]]);
});

Deno.test("an ordinary browser has nobody to talk to", () => {
  const window = new EventTarget() as unknown as Window & { parent: unknown };
  window.parent = window;
  assert.equal(openTransport(window, ["https://web.telegram.org"]), null);
});
