// Whose request it is: the socket's address, or what a trusted proxy vouches for, never what anybody may claim.
import { createNetworkList, isNetwork } from "./networks.ts";

/** Reads the caller's address. `proxies` are addresses or CIDRs whose X-Forwarded-For is believed, hop by hop. */
export function createClientIp(proxies: readonly string[]): (req: Request, socketAddress: string) => string {
  const wrong = proxies.find((proxy) => !isNetwork(proxy));
  if (wrong !== undefined) throw new Error(`Cannot trust proxy "${wrong}": not an address or CIDR`);
  const isTrusted = createNetworkList(proxies);
  return (req, socketAddress) => {
    if (proxies.length === 0 || !isTrusted(socketAddress)) return socketAddress;
    const hops = (req.headers.get("x-forwarded-for") ?? "").split(",").map(addressOf).filter(Boolean);
    return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0] ?? socketAddress;
  };
}

/** Some proxies write the port as well: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressOf(hop: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(hop.trim()) ?? [];
  return bracketed ?? plain ?? hop.trim();
}
