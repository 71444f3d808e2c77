// What people type, as it reaches dispatchers: nothing unseen, nothing that passes for a line of ours.
import assert from "node:assert/strict";
import { typedLine, typedText } from "../../../domain/shared/typed_text.ts";

const name = typedLine("invalid_name", 2, 80);
const comment = typedText("invalid_comment", 500);

Deno.test("a name stays on one line, without marks nobody sees", () => {
  assert.equal(name.parse("  Иван\n\n✅ Принят —\tОльга "), "Иван ✅ Принят — Ольга");
  assert.equal(name.parse("\u202eИ\u200bван\u0000"), "Иван");
  assert.equal(name.parse("Ян"), "Ян");
});

Deno.test("a name needs a letter and two to eighty characters that can be seen", () => {
  for (const typed of ["\u200b\u200b", "\ud800\ud800", "12", "Я", " ", "Я".repeat(81), 5]) {
    assert.equal(name.safeParse(typed).error?.issues[0]?.message, "invalid_name", JSON.stringify(typed));
  }
});

Deno.test("a comment keeps its lines but not a screenful of empty ones", () => {
  assert.equal(comment.parse("Буду в 8:00\r\n\n\n\n\nтент\u0007 "), "Буду в 8:00\n\nтент");
  assert.equal(comment.safeParse("я".repeat(501)).error?.issues[0]?.message, "invalid_comment");
});
