// Addresses and CIDRs of IPv4 and IPv6, and whether an address is among them.
import { BlockList, isIP } from "node:net";

/** Tells addresses of the networks from others; an IPv4 address in IPv6 clothes counts as itself. */
export function createNetworkList(networks: readonly string[]): (address: string) => boolean {
  const listed = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (!network) throw new Error(`Cannot list network "${text}": not an address or CIDR`);
    listed.addSubnet(network.address, network.bits, network.family);
  }
  return (address) => {
    const family = familyOf(address);
    return family !== null && listed.check(address, family);
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
