// The Mini App in its frame, and the other end of Telegram Web's bridge: JSON {eventType, eventData} both ways.
import { AppRequests } from "./app_requests.js";
import { ask } from "./dialogs.js";
import { element } from "./elements.js";
import { act } from "./server.js";
import { THEMES } from "./theme.js";

const VERSION = "9.1";
/** Pixels. */
const PULL = 80;

export class MiniApp {
  #place;
  #options;
  #frame = null;
  #buttons = {};
  #confirmClosing = false;
  #swipes = true;
  #onHomeScreen = false;
  #requests = new AppRequests(() => this.#options.userId(), (type, data) => this.#send(type, data));
  #back = null;
  #foot = null;

  /** `options`: {userId(), theme(), openUrl(url), openTelegram(path), onFelt(kind), onClosed()}. */
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
    this.#swipes = true;
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
        { class: "top", onpointerdown: (event) => this.#pull(event) },
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
      this.#show("closing", need_confirmation ? "asks" : "free");
    },
    web_app_setup_swipe_behavior: ({ allow_vertical_swipe }) => {
      this.#swipes = allow_vertical_swipe;
      this.#show("swipes", allow_vertical_swipe ? "close" : "scroll");
    },
    web_app_set_header_color: ({ color }) => this.#show("header", color),
    web_app_set_background_color: ({ color }) => this.#show("background", color),
    web_app_trigger_haptic_feedback: ({ type, notification_type, impact_style }) =>
      this.#options.onFelt(notification_type ?? impact_style ?? type),
    web_app_check_home_screen: () =>
      this.#send("home_screen_checked", { status: this.#onHomeScreen ? "added" : "missed" }),
    web_app_add_to_home_screen: () => {
      this.#onHomeScreen = true;
      this.#send("home_screen_added");
    },
    web_app_open_link: ({ url }) => this.#options.openUrl(url),
    web_app_open_tg_link: ({ path_full }) => this.#options.openTelegram(path_full),
    web_app_open_popup: (popup) => this.#requests.popup(popup),
    web_app_open_invoice: ({ slug }) => this.#requests.invoice(slug),
    web_app_request_phone: () => this.#requests.phone(),
    web_app_request_write_access: () => this.#requests.writeAccess(),
    web_app_read_text_from_clipboard: ({ req_id }) =>
      this.#send("clipboard_text_received", { req_id, data: null }),
    web_app_invoke_custom_method: (call) => this.#requests.customMethod(call),
  };

  /** What the app has asked of the client, for whoever looks on. */
  #show(what, value) {
    this.#place.dataset[what] = value;
  }

  /** A pull down on the header closes the app, unless the app keeps downward pulls for itself. */
  #pull({ clientY: from }) {
    const end = ({ clientY }) => {
      if (clientY - from > PULL && this.#swipes) this.#leave();
    };
    addEventListener("pointerup", end, { once: true });
  }

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
