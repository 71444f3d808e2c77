// What a caller asks to be answered with.

/** Whether the header Accept names the media type; `*` does not count. */
export function accepts({ headers }: Request, mediaType: string): boolean {
  return (headers.get("accept") ?? "").split(",").some((type) =>
    type.split(";")[0]?.trim().toLowerCase() === mediaType
  );
}
