// The beginning of a sequence.

/** At most `count` values; what comes after them is not read. */
export async function* upTo<T>(count: number, values: AsyncIterable<T>): AsyncGenerator<T> {
  let given = 0;
  for await (const value of values) {
    yield value;
    if (++given >= count) return;
  }
}
