// One connection that asks and asks again. Plain sockets, so that the asking costs less than the answering.
import { Buffer } from "node:buffer";
import { connect } from "node:net";

export interface Asking {
  readonly port: number;
  /** `performance.now()` after which nothing more is asked. */
  readonly ends: number;
  /** The next request, with its blank line. */
  next(): string;
  /** An answer is there; `head` is its status line and headers, `ms` how long it took. */
  answered(head: string, ms: number): void;
  /** Milliseconds between an answer and the next request; none unless given. */
  pause?(): number;
}

/** Resolves when it is over; answers must have a Content-Length. */
export function keepAsking({ port, ends, next, answered, pause = () => 0 }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let began = 0;
    let missing = -1;
    let head = "";
    const ask = () => {
      if (performance.now() >= ends) {
        socket.end();
        return resolve();
      }
      began = performance.now();
      missing = -1;
      socket.write(next());
    };
    const askLater = (ms: number) => ms > 0 ? setTimeout(ask, ms) : ask();
    socket.on("connect", () => askLater(pause()));
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      if (missing < 0) {
        const end = chunk.indexOf("\r\n\r\n");
        head = chunk.toString("latin1", 0, end);
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        if (end < 0 || length === undefined) return reject(new Error(`Cannot read an answer: ${head}`));
        missing = Number(length) + end + 4;
      }
      missing -= chunk.length;
      if (missing > 0) return;
      answered(head, performance.now() - began);
      askLater(pause());
    });
  });
}
