// The chat app around us, in our words. Telegram is the one we know; outside of it nothing here does anything.
import type { ThemeParams } from "./theme.ts";
import type { Transport } from "./transport.ts";

export type Haptic = "selection" | "success" | "error";

export interface Host {
  /** The page can be seen: the client takes its own placeholder away. */
  ready(): void;
  expand(): void;
  close(): void;
  showBack(visible: boolean): void;
  haptic(kind: Haptic): void;
  /** Asks the person to share the phone; `on` hears whether it was sent. */
  requestContact(on: (sent: boolean) => void): void;
  /** A page of the web, in a browser outside. */
  openLink(url: string): void;
  /** A t.me address, inside the client. */
  openTelegramLink(url: string): void;
  on<E extends keyof HostEvents>(event: E, hear: (data: HostEvents[E]) => void): void;
}

export interface HostEvents {
  theme: ThemeParams;
  back: null;
  /** Pixels. */
  viewport: { readonly height: number; readonly stable: boolean };
  /** Pixels kept free for the client's own controls and the device's edges. */
  safeArea: Insets;
  contentSafeArea: Insets;
}

type Hearers = { [E in keyof HostEvents]: ((data: HostEvents[E]) => void)[] };
type Insets = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** `version`: of Telegram's Mini App protocol; what it does not know is not asked of it. */
export function createHost(wire: Transport, version: string): Host {
  const hearers: Hearers = { theme: [], back: [], viewport: [], safeArea: [], contentSafeArea: [] };
  const knows = (wanted: number) => versionOf(version) >= wanted;
  let contact: ((sent: boolean) => void) | null = null;

  function tell<E extends keyof HostEvents>(event: E, data: HostEvents[E]): void {
    for (const hear of hearers[event]) hear(data);
  }

  wire.listen((type, raw) => {
    const data = (raw ?? {}) as Record<string, unknown>;
    if (type === "theme_changed") tell("theme", (data.theme_params ?? {}) as ThemeParams);
    else if (type === "back_button_pressed") tell("back", null);
    else if (type === "viewport_changed") {
      tell("viewport", { height: Number(data.height), stable: data.is_state_stable === true });
    } else if (type === "safe_area_changed") tell("safeArea", insets(data));
    else if (type === "content_safe_area_changed") tell("contentSafeArea", insets(data));
    else if (type === "phone_requested") {
      contact?.(data.status === "sent");
      contact = null;
    }
  });

  return {
    ready: () => wire.post("web_app_ready"),
    expand: () => wire.post("web_app_expand"),
    close: () => wire.post("web_app_close"),
    showBack(visible) {
      if (knows(601)) wire.post("web_app_setup_back_button", { is_visible: visible });
    },
    haptic(kind) {
      if (!knows(601)) return;
      const feedback = kind === "selection"
        ? { type: "selection_change" }
        : { type: "notification", notification_type: kind };
      wire.post("web_app_trigger_haptic_feedback", feedback);
    },
    requestContact(on) {
      if (!knows(609)) return on(false);
      contact = on;
      wire.post("web_app_request_phone");
    },
    openLink: (url) => wire.post("web_app_open_link", { url }),
    openTelegramLink(url) {
      const { pathname, search } = new URL(url);
      wire.post("web_app_open_tg_link", { path_full: pathname + search });
    },
    on(event, hear) {
      hearers[event].push(hear);
      if (event === "theme") wire.post("web_app_request_theme");
      if (event === "viewport") wire.post("web_app_request_viewport");
      if (event === "safeArea" && knows(800)) wire.post("web_app_request_safe_area");
      if (event === "contentSafeArea" && knows(800)) wire.post("web_app_request_content_safe_area");
    },
  };
}

/** "6.10" → 610: comparable. */
function versionOf(version: string): number {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 100 + minor;
}

function insets({ top, bottom, left, right }: Record<string, unknown>): Insets {
  return { top: Number(top), bottom: Number(bottom), left: Number(left), right: Number(right) };
}
