// Asks one address over and over on many connections, and says how many answers came and how late. Plain sockets, so
// that the asking costs less than the answering.
// Arguments: port, connections, seconds, then header lines. Prints {answers, wrong, p95} as JSON; p95 in milliseconds.
import { Buffer } from "node:buffer";
import { connect } from "node:net";

const [port = "", connections = "", seconds = "", ...headers] = Deno.args;
const request = [`GET /?mode=all HTTP/1.1`, `host: localhost:${port}`, ...headers, "", ""].join("\r\n");
const ends = performance.now() + Number(seconds) * 1000;
const times: number[] = [];
let wrong = 0;

await Promise.all(Array.from({ length: Number(connections) }, client));
const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify({ answers: times.length, wrong, p95 })));

function client(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    let began = 0;
    let missing = -1;
    const ask = () => {
      began = performance.now();
      missing = -1;
      socket.write(request);
    };
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      if (missing < 0) {
        const end = chunk.indexOf("\r\n\r\n");
        const head = chunk.toString("latin1", 0, end);
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        if (end < 0 || length === undefined) return reject(new Error(`Cannot read an answer: ${head}`));
        if (!head.startsWith("HTTP/1.1 200")) wrong++;
        missing = Number(length) + end + 4;
      }
      missing -= chunk.length;
      if (missing > 0) return;
      const now = performance.now();
      times.push(now - began);
      if (now < ends) return ask();
      socket.end();
      resolve();
    });
  });
}
