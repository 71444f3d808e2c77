// The product with its sandboxes in a process of its own. Says on standard output where it is and what to sign in with;
// `/cpu` on the second address tells the processor time it has used.
import process from "node:process";
import { OTHER_DRIVER, startProduct } from "../tests/support/product.ts";

export interface ServedProduct {
  readonly url: string;
  readonly cookie: string;
  readonly cpuUrl: string;
}

const product = await startProduct({ LOG_LEVEL: "error", RATE_LIMIT_PER_SECOND: "1000000" });
const { token } = await product.signIn(OTHER_DRIVER);
const cpu = Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen() {} },
  () => Response.json(process.cpuUsage()),
);
const said: ServedProduct = {
  url: `${product.baseUrl}/?mode=all`,
  cookie: `session=${token}`,
  cpuUrl: `http://127.0.0.1:${cpu.addr.port}`,
};
Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(said)}\n`));
