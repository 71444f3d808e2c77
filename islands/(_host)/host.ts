// The chat app around us, in our words: what pages may ask of it, whichever it is. In an ordinary browser there is none.
import type { ThemeParams } from "./theme.ts";

export type Haptic = "selection" | "success" | "error";

/** The client's own button under the page. Colours are "#rrggbb". */
export interface MainButton {
  readonly text: string;
  /** It was pressed and the answer is on its way. */
  readonly busy: boolean;
  readonly colour: string;
  readonly textColour: string;
}

export interface Host {
  /** The page can be seen: the client takes its own placeholder away. */
  ready(): void;
  expand(): void;
  close(): void;
  showBack(visible: boolean): void;
  /** Null hides it. */
  showMain(button: MainButton | null): void;
  /** Paints the client's bars like the page; "#rrggbb". */
  paint(page: string): void;
  /** Whether leaving asks first, since something typed would be lost. */
  confirmClosing(needed: boolean): void;
  /** Whether pulling the page down may shrink or close it. */
  allowSwipes(allowed: boolean): void;
  haptic(kind: Haptic): void;
  /** Asks the person to share the phone; hears the contact as Telegram signed it, null when it was not shared. */
  requestContact(hear: (signed: string | null) => void): void;
  /** Asks whether the bot may write; at once false where the client cannot ask. */
  requestWriteAccess(hear: (allowed: boolean) => void): void;
  /** Hears whether the app could be put on the home screen and is not there yet. */
  canAddToHomeScreen(hear: (can: boolean) => void): void;
  addToHomeScreen(): void;
  /** The client's own sheet for paying an invoice. */
  openInvoice(slug: string): void;
  /** A page of the web, in a browser outside. */
  openLink(url: string): void;
  /** A t.me address, inside the client. */
  openTelegramLink(url: string): void;
  on<E extends keyof HostEvents>(event: E, hear: (data: HostEvents[E]) => void): void;
}

export interface HostEvents {
  theme: ThemeParams;
  back: null;
  main: null;
  /** Pixels. */
  viewport: { readonly height: number; readonly stable: boolean };
  /** Pixels kept free for the client's own controls and the device's edges. */
  safeArea: Insets;
  contentSafeArea: Insets;
}

export type Insets = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};
