// Bytes as URL-safe text without padding.
import { Buffer } from "node:buffer";

export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
export const fromBase64url = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64url"));
