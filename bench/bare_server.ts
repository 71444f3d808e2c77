// Nothing but `Deno.serve` and a body of so many bytes. Argument: how many. Says its address on standard output.
const [bytes = "0"] = Deno.args;
const body = new Uint8Array(Number(bytes)).fill(97);
const headers = { "content-type": "text/html; charset=utf-8" };
const server = Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen() {} },
  () => new Response(body, { headers }),
);
Deno.stdout.writeSync(
  new TextEncoder().encode(`${JSON.stringify({ url: `http://127.0.0.1:${server.addr.port}/` })}\n`),
);
