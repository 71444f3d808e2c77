// Tokens we did not sign, or not like this, stand for nobody (RFC 8725).
import assert from "node:assert/strict";
import { generateKeyPair } from "jose";
import { compact, DRIVER, forge, KEY, NOW, OTHER_KEY, withSessions } from "./kit.ts";

Deno.test("the forger's tool makes a good token when it changes nothing", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const { session } = await sessions.open(DRIVER);
    assert.equal((await sessions.read(await forge(session.sid)))?.driverId, DRIVER);
  });
});

Deno.test("another key, another algorithm or no signature at all is nobody", async () => {
  await withSessions(async ({ store }) => {
    const long = new Uint8Array(64).fill(1);
    const sessions = store(KEY, long);
    const { token, session: { sid } } = await sessions.open(DRIVER);
    const [header, claims, signature] = token.split(".") as [string, string, string];
    const { privateKey } = await generateKeyPair("RS256");
    const said = { sid, sub: String(DRIVER), iat: NOW / 1000, exp: NOW / 1000 + 3600 };
    const forged = {
      "another key": await forge(sid, { key: OTHER_KEY }),
      "HS512 under our key": await forge(sid, { key: long, header: { alg: "HS512" } }),
      "RS256": await forge(sid, { key: privateKey, header: { alg: "RS256" } }),
      "alg none": compact({ alg: "none", typ: "JWT" }, said, ""),
      "alg none with a signature": compact({ alg: "none" }, said, signature),
      "alg renamed": compact({ alg: "RS256" }, said, signature),
      "no alg": compact({ typ: "JWT" }, said, signature),
      "an unknown critical header": await forge(sid).then((good) => {
        const [, payload, signed] = good.split(".");
        return `${
          compact({ alg: "HS256", crit: ["exp2"], exp2: 1 }, {}, "").split(".")[0]
        }.${payload}.${signed}`;
      }),
      "no signature": `${header}.${claims}.`,
      "half a signature": `${header}.${claims}.${signature.slice(0, 20)}`,
      "changed claims": compact({ alg: "HS256", typ: "JWT" }, { ...said, sub: "1" }, signature),
      "not a token": "abc",
      "empty parts": "..",
      "nothing": "",
    };
    for (const [what, fake] of Object.entries(forged)) assert.equal(await sessions.read(fake), null, what);
  });
});

Deno.test("a signature under a key that is not ours holds nothing, whatever kid it names", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const { token, session: { sid } } = await sessions.open(DRIVER);
    const { kid } = JSON.parse(atob(token.split(".")[0]!));
    assert.equal(await sessions.read(await forge(sid, { key: OTHER_KEY, header: { kid } })), null);
  });
});

Deno.test("every claim is needed and must fit", async () => {
  await withSessions(async ({ store }) => {
    const sessions = store();
    const { session: { sid } } = await sessions.open(DRIVER);
    for (const missing of ["sid", "sub", "iat", "exp"]) {
      assert.equal(
        await sessions.read(await forge(sid, { claims: { [missing]: undefined } })),
        null,
        missing,
      );
    }
    const wrong = [{ sub: "ivan" }, { sub: "1.5" }, { exp: NOW / 1000 }, { nbf: NOW / 1000 + 60 }, {
      sid: 7,
    }];
    for (const claims of wrong) {
      assert.equal(await sessions.read(await forge(sid, { claims })), null, JSON.stringify(claims));
    }
  });
});

Deno.test("a genuine token of a session that was never opened is nobody", async () => {
  await withSessions(async ({ store }) => {
    assert.equal(await store().read(await forge("never-opened", { key: KEY })), null);
  });
});
