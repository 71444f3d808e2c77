// Text as lines, whatever pieces it arrives in.
import { Buffer } from "node:buffer";

const NEWLINE = 0x0a;
/** Stands for a line that is no text: nobody's line is this one alone. */
const NO_TEXT = "\ufffd";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Lines of a UTF-8 stream without their ends; empty ones are left out. A line that is not UTF-8 comes as U+FFFD alone,
 * so that whoever counts lines can name it.
 */
export async function* linesOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  for await (const piece of bytes) {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      const line = textOf([...begun, piece.subarray(start, end)]);
      if (line !== "") yield line;
      begun = [];
      start = end + 1;
    }
    if (start < piece.length) begun.push(piece.subarray(start));
  }
  const last = textOf(begun);
  if (last !== "") yield last;
}

function textOf(pieces: readonly Uint8Array[]): string {
  try {
    return utf8.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
  } catch (error) {
    if (error instanceof TypeError) return NO_TEXT;
    throw error;
  }
}
