// A stand-in for the CargoTech exchange: its API over a living world of loads, and the control API.
import { ControlError, type Controls } from "../control.ts";
import { serveVendor } from "../server.ts";
import { Account } from "./accounts.ts";
import { answer, refusal } from "./api.ts";
import { cargoTechCommands } from "./commands.ts";
import { withNewFields } from "./new_fields.ts";
import { World } from "./world.ts";

/** Between steps of the world's life. */
const TICK_MS = 5_000;

export interface CargoTechOptions {
  /** The only account. */
  phone: string;
  password: string;
  /** 0 takes a free port. */
  port?: number;
  hostname?: string;
  seed?: number;
  /** Wall clock in ms: loads are dated around it. */
  now?: () => number;
  /** Whether the world lives by itself from the start. */
  live?: boolean;
  /** Requests a minute for the account; null is no limit. */
  rateLimit?: number | null;
}

export interface CargoTechSandbox {
  url: string;
  world: World;
  controls: Controls;
  stop(): Promise<void>;
}

/** Starts the sandbox. @throws {Deno.errors.AddrInUse} when the port is taken. */
export function startCargoTech(options: CargoTechOptions): CargoTechSandbox {
  const now = options.now ?? Date.now;
  const world = new World(options.seed ?? 1, now);
  const account = new Account({ phone: options.phone, password: options.password });
  const clock = new WorldClock(world, TICK_MS);
  const live = options.live ?? true;
  clock.run(live);
  let newFields = false;

  const server = serveVendor({
    commands: cargoTechCommands,
    apply(command) {
      const { addLoad, changePrice, removeLoad } = command;
      if (addLoad?.id !== undefined && world.load(addLoad.id)) {
        throw new ControlError("addLoad.id", `There is already a load ${addLoad.id}`);
      }
      if (changePrice && !world.load(changePrice.id)) {
        throw new ControlError("changePrice.id", `There is no load ${changePrice.id}`);
      }
      if (removeLoad !== undefined && !world.load(removeLoad)) {
        throw new ControlError("removeLoad", `There is no load ${removeLoad}`);
      }
      if (command.reset) {
        world.reset();
        account.reset();
        newFields = false;
        clock.run(live);
      }
      if (command.expireTokens) account.expireTokens();
      if (command.password !== undefined) account.password = command.password;
      if (command.suspended !== undefined) account.suspended = command.suspended;
      newFields = command.newFields ?? newFields;
      if (changePrice) world.changePrice(changePrice.id, changePrice.price);
      if (removeLoad !== undefined) world.remove(removeLoad);
      if (command.tick === "now") world.tick();
      else if (command.tick) clock.run(command.tick === "on");
      return addLoad ? { id: world.add(addLoad).id } : {};
    },
    async handle(request, url, entry) {
      const response = await answer(account, world, request, url, entry);
      return newFields ? await withNewFields(response) : response;
    },
    name: (url) => url.pathname,
    refusal,
    rateHeaders(reading): Record<string, string> {
      if (reading.limit === null) return {};
      return {
        "x-ratelimit-limit": String(reading.limit),
        "x-ratelimit-remaining": String(reading.remaining),
      };
    },
    malform,
    stop: () => clock.run(false),
  }, {
    port: options.port ?? 0,
    hostname: options.hostname ?? "127.0.0.1",
    rateLimit: options.rateLimit === undefined ? 600 : options.rateLimit,
    now,
  });
  return { ...server, world };
}

/** Lets the world live by itself, or not. */
class WorldClock {
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #world: World;
  readonly #everyMs: number;

  constructor(world: World, everyMs: number) {
    this.#world = world;
    this.#everyMs = everyMs;
  }

  run(on: boolean): void {
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#world.tick(), this.#everyMs) : undefined;
  }
}

/** Damages the first row of a list, or the document itself. */
function malform(body: unknown): unknown {
  const damage = { id: null, weight: "много", points: [], price: "договорная", truck_types: null };
  if (typeof body !== "object" || body === null || !("data" in body)) return body;
  return { ...body, data: Array.isArray(body.data) ? [damage, ...body.data.slice(1)] : damage };
}
