// Runs one sandbox: HTTP on loopback, the control API, and around every vendor request the log, latency, rate
// limit and faults. The vendor's own part is a `Vendor`.
import { z } from "zod";
import { commonCommands, ControlError, Controls, readControl } from "./control.ts";
import { tear } from "./fault.ts";
import type { RateReading } from "./rate_meter.ts";
import type { LoggedRequest } from "./request_log.ts";
import { pause, stopped } from "./waiting.ts";

export interface Vendor<Shape extends z.ZodRawShape> {
  /** The vendor's own control commands, all optional. */
  commands: Shape;
  /** Carries out the vendor's part of a command; what it returns joins the answer `{ok: true, …}`. */
  apply(
    command: z.infer<z.ZodObject<Shape>> & { reset?: true | undefined },
  ): Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Answers one vendor request. `entry.note` is where it leaves what the log may keep. */
  handle(request: Request, url: URL, entry: LoggedRequest): Response | Promise<Response>;
  /** The name of a request for the log and for faults; null when it is a page or an asset, not the vendor's API. */
  name(url: URL): string | null;
  /** What the log may keep of a request whatever becomes of it. */
  note?(request: Request): Record<string, unknown>;
  /** An error in the vendor's shape. */
  refusal(status: number, retryAfterSeconds?: number): Response;
  /** Rate limit headers for every answer. */
  rateHeaders?(reading: RateReading): Record<string, string>;
  /** An answer with one damaged row in it. */
  malform?(body: unknown): unknown;
  /** More control pages: "GET messages" is GET /__control/messages. */
  controlPages?: Record<string, (request: Request, url: URL) => Response | Promise<Response>>;
  /** Ends timers, streams and waiting requests. */
  stop(): void;
}

export interface ServerOptions {
  port: number;
  hostname: string;
  /** Requests a minute for the whole sandbox; null is no limit. */
  rateLimit: number | null;
  now: () => number;
}

export interface RunningServer {
  url: string;
  controls: Controls;
  stop(): Promise<void>;
}

/** Starts listening. @throws {Deno.errors.AddrInUse} when the port is taken. */
export function serveVendor<Shape extends z.ZodRawShape>(
  vendor: Vendor<Shape>,
  options: ServerOptions,
): RunningServer {
  const controls = new Controls(options.rateLimit, options.now);
  const closing = new AbortController();
  const schema = z.strictObject({ ...vendor.commands, ...commonCommands });

  async function control(request: Request, url: URL): Promise<Response> {
    const page = url.pathname.slice("/__control".length).replace(/^\/|\/$/g, "");
    try {
      if (page === "" && request.method === "POST") {
        const command = await readControl(request, schema);
        // The vendor goes first: it may refuse, and then nothing has changed.
        const answer = await vendor.apply(command as Parameters<typeof vendor.apply>[0]);
        controls.apply(command as Parameters<typeof controls.apply>[0]);
        return Response.json({ ok: true, ...answer });
      }
      if (page === "log" && request.method === "GET") return Response.json(controls.log.entries());
      if (page === "log" && request.method === "DELETE") {
        controls.log.clear();
        return new Response(null, { status: 204 });
      }
      const handler = vendor.controlPages?.[`${request.method} ${page}`];
      if (handler) return await handler(request, url);
      return Response.json({ error: `No control page ${request.method} "${page}"` }, { status: 404 });
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      return Response.json({ error: error.message, field: error.field }, { status: 400 });
    }
  }

  async function metered(asked: Request, url: URL, name: string): Promise<Response> {
    const entry = controls.log.open(options.now(), asked.method, name, url.searchParams);
    if (vendor.note) entry.note = vendor.note(asked);
    const reading = controls.meter.take();
    const headers = vendor.rateHeaders?.(reading) ?? {};
    const answer = (response: Response): Response => {
      entry.status = response.status;
      for (const [key, value] of Object.entries(headers)) response.headers.set(key, value);
      return response;
    };
    const request = controls.latencyMs > 0 ? await read(asked) : asked;
    if (controls.latencyMs > 0) await pause(controls.latencyMs, closing.signal);
    if (!reading.allowed) return answer(vendor.refusal(429, reading.resetAfterSeconds));
    const fault = controls.faults.take(name, request.method);
    if (!fault) return answer(await vendor.handle(request, url, entry));
    if (fault.hang) {
      await stopped(closing.signal);
      return vendor.refusal(503);
    }
    if (fault.afterEffect) await vendor.handle(request, url, entry);
    if (fault.html) return answer(htmlPage(fault.status ?? 502));
    if (fault.body !== undefined) {
      return answer(
        Response.json(fault.body, { status: fault.status ?? 200, headers: retryHeader(fault.retryAfter) }),
      );
    }
    if (fault.status !== undefined) return answer(vendor.refusal(fault.status, fault.retryAfter));
    const response = answer(await vendor.handle(request, url, entry));
    if (fault.malformedRow && vendor.malform) {
      return answer(Response.json(vendor.malform(await response.json()), { status: response.status }));
    }
    if (fault.drop) return await tear(response, 0);
    if (fault.torn) return await tear(response, 0.5);
    return response;
  }

  const server = Deno.serve(
    { port: options.port, hostname: options.hostname, onListen() {} },
    (request) => {
      const url = new URL(request.url);
      if (url.pathname === "/__control" || url.pathname.startsWith("/__control/")) {
        return control(request, url);
      }
      const name = vendor.name(url);
      if (name !== null) return metered(request, url, name);
      const entry: LoggedRequest = {
        at: "",
        method: request.method,
        path: url.pathname,
        query: {},
        status: null,
      };
      return vendor.handle(request, url, entry);
    },
  );

  return {
    url: `http://${options.hostname}:${server.addr.port}`,
    controls,
    async stop() {
      closing.abort();
      vendor.stop();
      await server.shutdown();
    },
  };
}

function retryHeader(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

function htmlPage(status: number): Response {
  const page = `<html><head><title>${status}</title></head><body><h1>${status}</h1><hr>nginx</body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html" } });
}

/** A vendor that takes its time has read the request all the same: a client that goes away meanwhile changes nothing. */
async function read(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  return request.body ? new Request(url, { method, headers, body: await request.arrayBuffer() }) : request;
}
