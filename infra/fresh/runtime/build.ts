/** The running build, set once by the server at start and by the browser from the page it was given. */
export const build: { id: string | null } = { id: null };
