// Whose request it is: the socket's address, or what a trusted proxy vouches for, never what anybody may claim.
import { BlockList, isIP } from "node:net";

/** Reads the caller's address. `proxies` are addresses or CIDRs whose X-Forwarded-For is believed, hop by hop. */
export function createClientIp(proxies: readonly string[]): (req: Request, socketAddress: string) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = familyOf(address);
    if (!family) throw new Error(`Cannot trust proxy "${proxy}": not an address or CIDR`);
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
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

function familyOf(address: string): "ipv4" | "ipv6" | null {
  return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address)] ?? null;
}
