// Whose request it is, as far as the network can be believed.
import assert from "node:assert/strict";
import { createClientIp } from "../../../infra/web/client_ip.ts";

const from = (forwarded?: string) =>
  new Request("http://localhost/", {
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  });

Deno.test("without trusted proxies the socket is the caller, whatever is claimed", () => {
  const ip = createClientIp([]);
  assert.equal(ip(from(), "192.0.2.1"), "192.0.2.1");
  assert.equal(ip(from("198.51.100.7"), "192.0.2.1"), "192.0.2.1");
});

Deno.test("a stranger's claim is not believed while proxies are trusted", () => {
  assert.equal(createClientIp(["10.0.0.0/8"])(from("198.51.100.7"), "192.0.2.1"), "192.0.2.1");
});

Deno.test("behind trusted proxies the caller is the last hop that is not one of them", () => {
  const ip = createClientIp(["10.0.0.0/8", "192.0.2.9", "fd00::/8"]);
  assert.equal(ip(from("198.51.100.7"), "10.1.2.3"), "198.51.100.7");
  assert.equal(ip(from("6.6.6.6, 198.51.100.7, 10.9.9.9, 192.0.2.9"), "10.1.2.3"), "198.51.100.7");
  assert.equal(ip(from("2001:db8::7 , fd00::1"), "fd12::1"), "2001:db8::7");
  assert.equal(ip(from("10.0.0.5"), "10.1.2.3"), "10.0.0.5", "all of them are ours: the first");
  assert.equal(ip(from(), "10.1.2.3"), "10.1.2.3");
  assert.equal(ip(from(" , "), "10.1.2.3"), "10.1.2.3");
});

Deno.test("a proxy may write the port as well", () => {
  const ip = createClientIp(["10.0.0.0/8", "fd00::/8"]);
  assert.equal(ip(from("6.6.6.6, 198.51.100.7:4711, 10.9.9.9:80"), "10.1.2.3"), "198.51.100.7");
  assert.equal(ip(from("[2001:db8::7]:4711, [fd00::1]:80"), "10.1.2.3"), "2001:db8::7");
  assert.equal(ip(from("[2001:db8::7]"), "10.1.2.3"), "2001:db8::7");
  assert.equal(ip(from("2001:db8::4711"), "10.1.2.3"), "2001:db8::4711");
});

Deno.test("an IPv4 proxy is recognised on an IPv6 socket", () => {
  assert.equal(createClientIp(["10.0.0.0/8"])(from("198.51.100.7"), "::ffff:10.1.2.3"), "198.51.100.7");
});

Deno.test("what is no network cannot be trusted", () => {
  assert.throws(() => createClientIp(["proxy.example"]), /Cannot trust proxy "proxy\.example"/);
});
