// Telegram as the host, by its web_app events. What a client's version does not know is not asked of it: each call names
// the version that brought it (https://core.telegram.org/bots/webapps).
import type { Host, HostEvents, Insets } from "./host.ts";
import type { Transport } from "./transport.ts";

type Raw = Record<string, unknown>;

/** Telegram's events that are ours, and what of them we pass on. */
const EVENTS: Record<string, [keyof HostEvents, (raw: Raw) => unknown]> = {
  theme_changed: ["theme", ({ theme_params }) => theme_params ?? {}],
  back_button_pressed: ["back", () => null],
  main_button_pressed: ["main", () => null],
  viewport_changed: [
    "viewport",
    ({ height, is_state_stable }) => ({ height: Number(height), stable: is_state_stable === true }),
  ],
  safe_area_changed: ["safeArea", insets],
  content_safe_area_changed: ["contentSafeArea", insets],
};
/** What is asked for once somebody listens, and since which version. */
const ASKED: Partial<Record<keyof HostEvents, [type: string, since: number]>> = {
  theme: ["web_app_request_theme", 600],
  viewport: ["web_app_request_viewport", 600],
  safeArea: ["web_app_request_safe_area", 800],
  contentSafeArea: ["web_app_request_content_safe_area", 800],
};
/** The contact takes a moment to reach Telegram's servers. */
const CONTACT_TRIES = 8;
const CONTACT_PAUSE_MS = 400;

/** `version`: of Telegram's Mini App protocol. */
export function createHost(wire: Transport, version: string): Host {
  const hearers = new Map<string, ((data: never) => void)[]>();
  const answers = new Map<string, (raw: Raw) => void>();
  const known = versionOf(version);
  const post = (since: number, type: string, data?: unknown) => {
    if (known >= since) wire.post(type, data);
  };
  /** One question, one answer; not asked at all where the client is too old. */
  const ask = (since: number, type: string, answer: string, hear: (raw: Raw) => void, data?: unknown) => {
    if (known < since) return hear({});
    answers.set(answer, hear);
    wire.post(type, data);
  };
  const askContact = (tries: number, hear: (signed: string | null) => void) =>
    ask(609, "web_app_invoke_custom_method", "custom_method_invoked", ({ result }) => {
      if (typeof result === "string" && result !== "") hear(result);
      else if (tries > 1) setTimeout(() => askContact(tries - 1, hear), CONTACT_PAUSE_MS);
      else hear(null);
    }, { req_id: String(tries), method: "getRequestedContact", params: {} });

  wire.listen((type, data) => {
    const raw = (data ?? {}) as Raw;
    const answer = answers.get(type);
    answers.delete(type);
    answer?.(raw);
    const [event, read] = EVENTS[type] ?? [];
    for (const hear of hearers.get(event ?? "") ?? []) hear(read?.(raw) as never);
  });

  return {
    ready: () => post(600, "web_app_ready"),
    expand: () => post(600, "web_app_expand"),
    close: () => post(600, "web_app_close"),
    showBack: (visible) => post(601, "web_app_setup_back_button", { is_visible: visible }),
    showMain(button) {
      post(
        600,
        "web_app_setup_main_button",
        button === null ? { is_visible: false } : {
          is_visible: true,
          is_active: !button.busy,
          is_progress_visible: button.busy,
          text: button.text,
          color: button.colour,
          text_color: button.textColour,
        },
      );
    },
    paint(color) {
      post(601, "web_app_set_background_color", { color });
      post(609, "web_app_set_header_color", { color });
      post(710, "web_app_set_bottom_bar_color", { color });
    },
    confirmClosing: (needed) => post(602, "web_app_setup_closing_behavior", { need_confirmation: needed }),
    allowSwipes: (allowed) => post(707, "web_app_setup_swipe_behavior", { allow_vertical_swipe: allowed }),
    haptic: (kind) =>
      post(
        601,
        "web_app_trigger_haptic_feedback",
        kind === "selection"
          ? { type: "selection_change" }
          : { type: "notification", notification_type: kind },
      ),
    requestContact: (hear) =>
      ask(
        609,
        "web_app_request_phone",
        "phone_requested",
        ({ status }) => status === "sent" ? askContact(CONTACT_TRIES, hear) : hear(null),
      ),
    requestWriteAccess: (hear) =>
      ask(
        609,
        "web_app_request_write_access",
        "write_access_requested",
        ({ status }) => hear(status === "allowed"),
      ),
    canAddToHomeScreen: (hear) =>
      ask(
        800,
        "web_app_check_home_screen",
        "home_screen_checked",
        ({ status }) => hear(status === "missed" || status === "unknown"),
      ),
    addToHomeScreen: () => post(800, "web_app_add_to_home_screen"),
    openInvoice: (slug) => post(601, "web_app_open_invoice", { slug }),
    openLink: (url) => post(600, "web_app_open_link", { url }),
    openTelegramLink(url) {
      const { pathname, search } = new URL(url);
      post(600, "web_app_open_tg_link", { path_full: pathname + search });
    },
    on(event, hear) {
      hearers.set(event, [...hearers.get(event) ?? [], hear]);
      const asked = ASKED[event];
      if (asked) post(asked[1], asked[0]);
    },
  };
}

/** "6.10" → 610: comparable. */
function versionOf(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 100 + minor;
}

function insets({ top, bottom, left, right }: Raw): Insets {
  return { top: Number(top), bottom: Number(bottom), left: Number(left), right: Number(right) };
}
