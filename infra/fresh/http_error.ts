// The exception that carries an HTTP status to the nearest error page.

/** Thrown by handlers and components; `message` defaults to the status number and is never shown for 5xx. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(readonly status: number, message: string = String(status), options?: ErrorOptions) {
    super(message, options);
  }
}
