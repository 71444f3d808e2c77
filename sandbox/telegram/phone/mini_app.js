// The Mini App in its frame, and the other end of Telegram Web's bridge: JSON {eventType, eventData} both ways.
import { AppRequests } from "./app_requests.js";
import { ask } from "./dialogs.js";
import { element } from "./elements.js";
import { act } from "./server.js";
import { THEMES } from "./theme.js";

const VERSION = "9.1";

export class MiniApp {
  #place;
  #options;
  #frame = null;
  #buttons = {};
  #confirmClosing = false;
  #requests = new AppRequests(() => this.#options.userId(), (type, data) => this.#send(type, data));
  #back = null;
  #foot = null;

  /** `options`: {userId(), theme(), openUrl(url), openTelegram(path), onClosed()}. */
  constructor(place, options) {
    this.#place = place;
    this.#options = options;
    addEventListener("message", (event) => this.#receive(event));
    addEventListener("resize", () => this.#sendViewport());
  }

  get isOpen() {
    return this.#frame !== null;
  }

  /** Opens `url` with freshly signed initData for the chosen person. */
  async open(url, startParam) {
    const { initData } = await act("launch", { userId: this.#options.userId(), startParam });
    const address = new URL(url);
    if (startParam !== undefined) address.searchParams.set("tgWebAppStartParam", startParam);
    const launch = {
      tgWebAppData: initData,
      tgWebAppVersion: VERSION,
      tgWebAppPlatform: "weba",
      tgWebAppThemeParams: JSON.stringify(THEMES[this.#options.theme()]),
    };
    const fragment = Object.entries(launch).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join(
      "&",
    );
    this.#buttons = {};
    this.#confirmClosing = false;
    this.#frame = element("iframe", {
      src: `${address.href.split("#")[0]}#${fragment}`,
      title: "Мини-приложение CargoTech",
      allow: "clipboard-write; geolocation",
    });
    this.#back = element("button", { type: "button", onclick: () => this.#leave() }, "✕");
    this.#foot = element("footer", { class: "app-buttons", hidden: true });
    this.#place.replaceChildren(
      element(
        "header",
        { class: "top" },
        this.#back,
        element("div", {}, [
          element("h2", {}, "CargoTech"),
          element("p", { class: "subtitle" }, "мини-приложение"),
        ]),
        element("button", { type: "button", onclick: () => this.open(url, startParam) }, "Обновить"),
      ),
      this.#frame,
      this.#foot,
    );
    this.#place.hidden = false;
    this.#drawBack();
  }

  close() {
    if (!this.#frame) return;
    this.#frame = null;
    this.#place.replaceChildren();
    this.#place.hidden = true;
    this.#options.onClosed();
  }

  /** Tells the app that the phone's theme has changed. */
  themeChanged() {
    this.#send("theme_changed", { theme_params: THEMES[this.#options.theme()] });
  }

  async #leave() {
    if (this.#buttons.back) return this.#send("back_button_pressed");
    if (this.#confirmClosing) {
      const buttons = [{ id: "close", text: "Закрыть" }, { id: "", text: "Остаться" }];
      if (await ask({ text: "Изменения могут не сохраниться.", buttons }) !== "close") return;
    }
    this.close();
  }

  #send(eventType, eventData = null) {
    const target = this.#frame && new URL(this.#frame.src).origin;
    this.#frame?.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), target);
  }

  #sendViewport() {
    if (!this.#frame) return;
    const { clientWidth: width, clientHeight: height } = this.#frame;
    this.#send("viewport_changed", { width, height, is_state_stable: true, is_expanded: true });
  }

  #receive(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow) return;
    let message;
    try {
      message = JSON.parse(event.data);
    } catch {
      return; // Not of the bridge: pages may post what they like.
    }
    this.#handlers[message?.eventType]?.(message.eventData ?? {});
  }

  #handlers = {
    web_app_ready: () => this.#place.setAttribute("data-ready", ""),
    web_app_expand: () => this.#sendViewport(),
    web_app_close: () => this.close(),
    web_app_request_theme: () => this.themeChanged(),
    web_app_request_viewport: () => this.#sendViewport(),
    web_app_request_safe_area: () =>
      this.#send("safe_area_changed", { top: 0, bottom: 0, left: 0, right: 0 }),
    web_app_request_content_safe_area: () =>
      this.#send("content_safe_area_changed", { top: 0, bottom: 0, left: 0, right: 0 }),
    web_app_setup_back_button: ({ is_visible }) => {
      this.#buttons.back = is_visible;
      this.#drawBack();
    },
    web_app_setup_main_button: (button) => this.#setupButton("main", button),
    web_app_setup_secondary_button: (button) => this.#setupButton("secondary", button),
    web_app_setup_closing_behavior: ({ need_confirmation }) => {
      this.#confirmClosing = need_confirmation;
    },
    web_app_open_link: ({ url }) => this.#options.openUrl(url),
    web_app_open_tg_link: ({ path_full }) => this.#options.openTelegram(path_full),
    web_app_open_popup: (popup) => this.#requests.popup(popup),
    web_app_open_invoice: ({ slug }) => this.#requests.invoice(slug),
    web_app_request_phone: () => this.#requests.phone(),
    web_app_request_write_access: () => this.#send("write_access_requested", { status: "allowed" }),
    web_app_read_text_from_clipboard: ({ req_id }) =>
      this.#send("clipboard_text_received", { req_id, data: null }),
    web_app_invoke_custom_method: (call) => this.#requests.customMethod(call),
  };

  #drawBack() {
    const isBack = this.#buttons.back === true;
    this.#back.textContent = isBack ? "←" : "✕";
    this.#back.setAttribute("aria-label", isBack ? "Назад" : "Закрыть приложение");
  }

  #setupButton(name, change) {
    this.#buttons[name] = { ...this.#buttons[name], ...change };
    const shown = ["secondary", "main"].filter((each) => this.#buttons[each]?.is_visible);
    this.#foot.hidden = shown.length === 0;
    this.#foot.replaceChildren(...shown.map((each) => {
      const { text, color, text_color, is_active = true, is_progress_visible } = this.#buttons[each];
      const press = () => this.#send(`${each}_button_pressed`);
      const busy = is_progress_visible && "true";
      const drawn = element("button", {
        type: "button",
        disabled: !is_active,
        "aria-busy": busy,
        onclick: press,
      }, text);
      drawn.style.background = color ?? "";
      drawn.style.color = text_color ?? "";
      return drawn;
    }));
    this.#sendViewport();
  }
}
