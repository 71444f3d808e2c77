// How Telegram started us: the parameters of the URL fragment, remembered for the pages that follow in this tab.

export interface Launch {
  /** Raw, signed; "" when Telegram gave none (keyboard buttons, inline mode). */
  readonly initData: string;
  /** "6.1" and the like. */
  readonly version: string;
  readonly startParam: string | null;
  /** JSON of the theme's colours. */
  readonly theme: string | null;
}

const KEY = "launch";

/** Null outside Telegram. Storage may be forbidden in a frame: then only the first page knows. */
export function readLaunch(): Launch | null {
  const fragment = location.hash.slice(1);
  if (fragment.includes("tgWebApp")) {
    const launch = parseLaunch(fragment);
    // Where a visit starts is for its first page only.
    remember(KEY, JSON.stringify({ ...launch, startParam: null }));
    return launch;
  }
  const remembered = recall(KEY);
  return remembered === null ? null : JSON.parse(remembered) as Launch;
}

/** Signing out: what follows in this tab does not sign in by itself. Returns what Telegram had said of who this is. */
export function leaveLaunch(): string {
  const { initData, ...launch } = readLaunch() ?? parseLaunch("");
  remember(KEY, JSON.stringify({ ...launch, initData: "" }));
  return initData;
}

/** Signing in again, because the driver asked for it. */
export function returnToLaunch(initData: string): void {
  remember(KEY, JSON.stringify({ ...readLaunch() ?? parseLaunch(""), initData }));
}

export function parseLaunch(fragment: string): Launch {
  const params = new URLSearchParams(fragment);
  const initData = params.get("tgWebAppData") ?? "";
  return {
    initData,
    version: params.get("tgWebAppVersion") ?? "6.0",
    startParam: new URLSearchParams(initData).get("start_param") ?? params.get("tgWebAppStartParam"),
    theme: params.get("tgWebAppThemeParams"),
  };
}

/** For this tab and this visit. */
export const remember = (key: string, value: string) => write(() => sessionStorage, key, value);
export const recall = (key: string) => read(() => sessionStorage, key);

/** For this browser, from visit to visit. */
export const rememberHere = (key: string, value: string) => write(() => localStorage, key, value);
export const recallHere = (key: string) => read(() => localStorage, key);

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value);
  } catch {
    // Forbidden or full: the next page starts without it.
  }
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null; // Forbidden: as if nothing had been remembered.
  }
}
