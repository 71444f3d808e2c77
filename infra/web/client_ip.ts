// Whose request it is: the socket's address, or what a trusted proxy vouches for, never what anybody may claim.
import { BlockList, isIP } from "node:net";

/** Reads the caller's address. `proxies` are addresses or CIDRs whose X-Forwarded-For is believed, hop by hop. */
export function createClientIp(proxies: readonly string[]): (req: Request, socketAddress: string) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const network = parseNetwork(proxy);
    if (!network) throw new Error(`Cannot trust proxy "${proxy}": not an address or CIDR`);
    trusted.addSubnet(network.address, network.bits, network.family);
  }
  const isTrusted = (address: string) => {
    const family = familyOf(address);
    return family !== null && trusted.check(address, family);
  };

  return (req, socketAddress) => {
    if (proxies.length === 0 || !isTrusted(socketAddress)) return socketAddress;
    const hops = (req.headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim()).filter(
      Boolean,
    );
    return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0] ?? socketAddress;
  };
}

/** Whether the text is an address or a CIDR of IPv4 or IPv6. */
export function isNetwork(text: string): boolean {
  return parseNetwork(text) !== null;
}

function parseNetwork(text: string) {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = familyOf(address);
  if (!family || rest.length > 0) return null;
  const longest = family === "ipv4" ? 32 : 128;
  if (prefix === undefined) return { address, family, bits: longest };
  const bits = Number(prefix);
  return /^\d{1,3}$/.test(prefix) && bits <= longest ? { address, family, bits } : null;
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)] ?? null;
}
