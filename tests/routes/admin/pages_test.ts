// The pages of the console without JavaScript: who sees them, searching, paging, one stream at any version.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import {
  ADMIN,
  cargoResponded,
  type Console,
  DRIVER,
  driver,
  MIDNIGHT,
  responseAccepted,
  withConsole,
} from "./console.ts";

async function open(console: Console, path: string, status = 200): Promise<string> {
  const answer = await console.as(ADMIN)(new Request(`http://localhost${path}`));
  strictEqual(answer.status, status, path);
  return await answer.text();
}

const positions = (html: string) =>
  [...html.matchAll(/<tr data-position="(\d+)"/g)].map(([, n]) => Number(n));

function link(html: string, text: string): string | undefined {
  const found = [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)]
    .find(([, , content]) => content!.includes(text));
  return found?.[1]?.replaceAll("&amp;", "&");
}

Deno.test("for everybody but administrators the console does not exist", () =>
  withConsole(async (console) => {
    for (const session of [null, DRIVER]) {
      for (const path of ["/admin/events", "/admin/events/1", "/admin/streams/driver-1"]) {
        strictEqual((await console.as(session)(new Request(`http://localhost${path}`))).status, 404);
      }
    }
  }));

Deno.test("events are shown newest first with Moscow time, stream, actor and data", () =>
  withConsole(async (console) => {
    await console.happened("response-7-1", cargoResponded(7, "1"), driver(7, "Иван <Петров>"));
    const accepted = responseAccepted(7, "1");
    await console.happened("response-7-1", accepted, { kind: "dispatcher", id: "9" }, MIDNIGHT + 7_000);
    const html = await open(console, "/admin/events");
    deepStrictEqual(positions(html), [2, 1]);
    match(html, /03\.03\.26 03:00:07/);
    match(html, /href="\/admin\/streams\/response-7-1\?version=2"/);
    match(html, /Иван &lt;Петров>/);
    match(html, /\+79123456789/);
  }));

Deno.test("conditions are taken from the address, in Moscow time, and stay in the form and the links", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 3; n++) {
      await console.happened(`driver-${n}`, signedIn(n), driver(n), MIDNIGHT + n * 60_000);
    }
    const html = await open(console, "/admin/events?type=DriverSignedIn&from=2026-03-03T03:02&actor=driver");
    deepStrictEqual(positions(html), [3, 2]);
    match(html, /name="from"[^>]*value="2026-03-03T03:02:00"|value="2026-03-03T03:02:00"[^>]*name="from"/);
    deepStrictEqual(positions(await open(console, "/admin/events?to=2026-03-03T03:02")), [1]);
    deepStrictEqual(positions(await open(console, "/admin/events?stream=driver-2")), [2]);
    match(await open(console, "/admin/events?stream=nobody"), /Таких событий нет/);
  }));

Deno.test("a condition that cannot be understood is named beside its field and kept as typed", () =>
  withConsole(async (console) => {
    const html = await open(console, "/admin/events?from=yesterday&type=DriverSignedIn", 400);
    match(html, /id="error-from">[^<]+</);
    match(html, /value="yesterday"/);
    match(html, /value="DriverSignedIn"/);
  }));

Deno.test("paging walks to the oldest event and back, every event once", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 250; n++) await console.happened(`driver-${n % 3}`, signedIn(n), driver(n));
    const pages: string[] = [await open(console, "/admin/events?type=DriverSignedIn")];
    for (let next = link(pages[0]!, "Раньше"); next; next = link(pages.at(-1)!, "Раньше")) {
      match(next, /type=DriverSignedIn/);
      pages.push(await open(console, next));
    }
    strictEqual(pages.length, 3);
    deepStrictEqual(pages.flatMap(positions), Array.from({ length: 250 }, (_, index) => 250 - index));
    const back = await open(console, link(pages[2]!, "Позже")!);
    deepStrictEqual(positions(back), positions(pages[1]!));
    const newest = await open(console, link(back, "Позже")!);
    deepStrictEqual(positions(newest), positions(pages[0]!));
    strictEqual(link(newest, "Позже"), undefined);
  }));

Deno.test("a stream is shown at a version with what that version changed", () =>
  withConsole(async (console) => {
    await console.happened("response-7-1", cargoResponded(7, "1"), driver(7));
    await console.happened("response-7-1", responseAccepted(7, "1"), { kind: "dispatcher", id: "9" });
    const now = await open(console, "/admin/streams/response-7-1");
    match(now, /data-status="accepted"/);
    match(now, /<th scope="row">status<\/th><td><del>sent<\/del><\/td><td><ins>accepted<\/ins>/);
    match(now, /<th scope="row">timeline\[1\]<\/th><td><\/td>/);
    strictEqual(link(now, "Версия раньше"), "/admin/streams/response-7-1?version=1");
    strictEqual(link(now, "Версия позже"), undefined);
    const then = await open(console, "/admin/streams/response-7-1?version=1");
    match(then, /data-status="sent"/);
    strictEqual(link(then, "Версия позже"), "/admin/streams/response-7-1?version=2");
    strictEqual(link(then, "Версия раньше"), undefined);
  }));

Deno.test("a stream is compared between any two versions, the beginning included", () =>
  withConsole(async (console) => {
    await console.happened("response-7-1", cargoResponded(7, "1"), driver(7));
    await console.happened("response-7-1", responseAccepted(7, "1"), { kind: "dispatcher", id: "9" });
    const whole = await open(console, "/admin/streams/response-7-1?version=2&since=0");
    match(whole, /Всё до версии 2/);
    match(whole, /<th scope="row">status<\/th><td><\/td><td><ins>accepted<\/ins>/);
    const back = await open(console, "/admin/streams/response-7-1?version=1&since=2");
    match(back, /<th scope="row">status<\/th><td><del>accepted<\/del><\/td><td><ins>sent<\/ins>/);
    match(back, /<input[^>]*name="since"[^>]*value="2"/);
    match(await open(console, "/admin/streams/response-7-1?since=3", 400), /role="alert"/);
  }));

Deno.test("an event is shown with what the same request caused, through which message", () =>
  withConsole(async (console) => {
    const commit = (streamId: string, type: string, correlationId: string, causationId?: string) =>
      console.log.append({
        streams: [{ streamId, expectedVersion: "any", events: [{ type, data: { driverId: 7 } }] }],
        meta: {
          at: new Date(MIDNIGHT).toISOString(),
          actor: { kind: "system" },
          correlationId,
          ...(causationId !== undefined && { causationId }),
        },
      });
    await commit("driver-7", "DriverSignedIn", "request-1");
    await commit("driver-8", "DriverSignedIn", "request-2");
    await commit("chat-7", "DriverSignedOut", "request-1", "note:7");
    await commit("chat-7", "DriverSignedIn", "request-1", "chat-7@1");
    const html = await open(console, "/admin/events/3");
    match(html, /через сообщение note:7/);
    const shown = [...html.matchAll(/<a href="\/admin\/events\/(\d+)" data-item/g)].map(([, n]) => Number(n));
    deepStrictEqual(shown, [1, 3, 4]);
    match(html, /<a href="\/admin\/events\/3" [^>]*aria-current="true">/);
    strictEqual(link(html, "Следующее"), "/admin/events/4");
    strictEqual(link(await open(console, "/admin/events/4"), "Следующее"), undefined);
    deepStrictEqual(positions(await open(console, link(html, "request-1")!)), [4, 3, 1]);
    for (const nowhere of ["0", "5", "x"]) await open(console, `/admin/events/${nowhere}`, 404);
  }));

Deno.test("a long stream is shown around the version being looked at", () =>
  withConsole(async (console) => {
    for (let n = 1; n <= 500; n++) await console.happened("driver-1", signedIn(1));
    const shown = (html: string) => [...html.matchAll(/<li class="step/g)].length;
    const middle = await open(console, "/admin/streams/driver-1?version=250");
    strictEqual(shown(middle), 201);
    match(middle, /Показаны версии 150–350 из 500/);
    strictEqual(shown(await open(console, "/admin/streams/driver-1")), 101);
  }));

Deno.test("an unknown stream is 404, a version it never had is 400 and shows the newest", () =>
  withConsole(async (console) => {
    match(await open(console, "/admin/streams/driver-0", 404), /driver-0/);
    await console.happened("driver-1", signedIn(1));
    match(await open(console, "/admin/streams/driver-1?version=9", 400), /role="alert"/);
    match(await open(console, "/admin/streams/driver-1?version=x", 400), /role="alert"/);
  }));

Deno.test("stream names with any characters are one address each", () =>
  withConsole(async (console) => {
    await console.happened("promo-ЛЕТО 50%/a?b", signedIn(1));
    const html = await open(console, "/admin/events");
    const address = /href="(\/admin\/streams\/[^"]+)"/.exec(html)?.[1];
    ok(address);
    match(await open(console, address.replaceAll("&amp;", "&")), /promo-ЛЕТО 50%\/a\?b/);
  }));

const signedIn = (driverId: number) => ({ type: "DriverSignedIn", data: { driverId } });
