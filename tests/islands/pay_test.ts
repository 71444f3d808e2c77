// Which addresses to pay at are invoices of Telegram.
import assert from "node:assert/strict";
import { invoiceOf } from "../../islands/(_host)/pay.ts";

Deno.test("an invoice is known by its address, whichever way it is written", () => {
  assert.equal(invoiceOf("https://t.me/$AbC-d_1"), "AbC-d_1");
  assert.equal(invoiceOf("https://t.me/%24AbC"), "AbC");
  assert.equal(invoiceOf("https://t.me/invoice/AbC"), "AbC");
});

Deno.test("a page of a provider, and any other address of Telegram, is none", () => {
  for (
    const address of [
      "https://yoomoney.ru/checkout?orderId=1",
      "https://t.me/some_bot",
      "https://evil.example/$AbC",
    ]
  ) {
    assert.equal(invoiceOf(address), null, address);
  }
});
