// Tells every open phone page what changed, as server-sent events.

export interface LiveEvent {
  type: "message" | "deleted" | "toast" | "menu" | "users" | "reset";
  [detail: string]: unknown;
}

export class Live {
  #pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #encoder = new TextEncoder();

  tell(event: LiveEvent): void {
    const bytes = this.#encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
    for (const page of this.#pages) page.enqueue(bytes);
  }

  open(): Response {
    let page: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        page = controller;
        this.#pages.add(controller);
        controller.enqueue(this.#encoder.encode("retry: 1000\n\n"));
      },
      cancel: () => {
        if (page) this.#pages.delete(page);
      },
    });
    return new Response(body, {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    });
  }

  stop(): void {
    for (const page of this.#pages) page.close();
    this.#pages.clear();
  }
}
