// The id of the running build, set once by the server at start and by the browser from the page it was given.
let current: string | null = null;

export function setBuildId(id: string): void {
  current = id;
}

export function buildId(): string | null {
  return current;
}
