// A server to be measured, in a process of its own: the product with its settings in the environment, or a bare server
// that answers a fixed number of bytes. Each line on standard input is answered with the CPU microseconds used so far.
import process from "node:process";
import { createInterface } from "node:readline";
import { start } from "../../main.ts";

const [kind, bytes = "0"] = Deno.args;
if (kind === "product") await start(Deno.env.toObject());
else serveBare(Number(bytes));

for await (const _ of createInterface({ input: process.stdin })) {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${user + system}\n`);
}

function serveBare(size: number): void {
  const body = new Uint8Array(size).fill(120);
  const headers = { "content-type": "text/html; charset=utf-8" };
  const address = { port: Number(Deno.env.get("PORT")), hostname: "127.0.0.1", onListen() {} };
  Deno.serve(address, () => new Response(body, { headers }));
}
