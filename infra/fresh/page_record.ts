// What one render pass leaves behind: the islands that must wake up, their slots, and <Head> content.
import type { ComponentChild, ComponentChildren } from "preact";
import type { Island } from "./islands.ts";
import type { Scope } from "./runtime/render_scope.ts";

export class PageRecord {
  /** Outside any island: an island met here gets markers and props. */
  readonly outside: Scope = { page: this, insideIsland: false };
  /** Inside an island: islands met here are ordinary components. */
  readonly inside: Scope = { page: this, insideIsland: true };
  readonly head: ComponentChildren[] = [];
  readonly islands: { island: Island; props: Record<string, unknown> }[] = [];
  readonly slots: { content: ComponentChild; rendered: boolean }[] = [];

  addHead(content: ComponentChildren): void {
    this.head.push(content);
  }
}
