// Where the list shows what is carried from one town to another.

/** Names of towns as cards have them; the page finds their ids. */
export function waysAddress(from: string, to: string): string {
  return `/?${new URLSearchParams({ mode: "all", start_name: from, finish_name: to })}`;
}
