// JSON lines on standard output, one per fact worth knowing; secrets are cut out whatever field they come in.

export type Fields = Readonly<Record<string, unknown>>;

export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = typeof LOG_LEVELS[number];

/** A logger at a level. `hide` cuts secrets out of whole lines, which `write` receives. */
export function createLogger(
  options: {
    level: LogLevel;
    hide?: (line: string) => string;
    clock: () => number;
    write?: (line: string) => void;
  },
): Logger {
  const { hide = (line) => line, clock, write = writeLine } = options;
  const lowest = LOG_LEVELS.indexOf(options.level);

  const log = (level: LogLevel) => (message: string, fields: Fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < lowest) return;
    const record = { time: new Date(clock()).toISOString(), level, message, ...fields };
    const line = JSON.stringify(record, (_, value) => value instanceof Error ? describe(value) : value);
    write(hide(line));
  };
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}

function describe(error: Error): Fields {
  return {
    name: error.name,
    message: error.message,
    stack: error.stack?.split("\n").filter((line) => /^\s*at /.test(line)).slice(0, 5).map((at) => at.trim()),
    ...(error.cause !== undefined && { cause: error.cause }),
  };
}

const encoder = new TextEncoder();

function writeLine(line: string): void {
  Deno.stdout.writeSync(encoder.encode(line + "\n"));
}
