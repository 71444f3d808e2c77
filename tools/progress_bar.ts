// How far something long is: a bar that moves on a terminal, a line now and then elsewhere.

export interface Terminal {
  readonly isTerminal: boolean;
  write(text: string): void;
}

export interface Progress {
  readonly position: number;
  readonly target: number;
  readonly eventsPerSecond: number;
}

const WIDTH = 30;
/** Elsewhere a line is written for every tenth part. */
const PARTS = 10;

export class ProgressBar {
  readonly #label: string;
  readonly #terminal: Terminal;
  #told = -1;

  constructor(label: string, terminal: Terminal) {
    this.#label = label;
    this.#terminal = terminal;
  }

  show(progress: Progress): void {
    const { position, target } = progress;
    const share = target === 0 ? 1 : Math.min(1, position / target);
    const full = Math.round(share * WIDTH);
    if (this.#terminal.isTerminal) {
      const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
      this.#terminal.write(`\r\x1b[K${this.#label}  ${bar}  ${figures(progress)}`);
      return;
    }
    const part = Math.floor(share * PARTS);
    if (part === this.#told) return;
    this.#told = part;
    this.#terminal.write(`${this.#label}  ${figures(progress)}\n`);
  }

  /** The bar makes way for the last word. */
  end(verdict: string): void {
    this.#terminal.write(`${this.#terminal.isTerminal ? "\r\x1b[K" : ""}${this.#label}  ${verdict}\n`);
  }
}

function figures({ position, target, eventsPerSecond }: Progress): string {
  const left = eventsPerSecond > 0
    ? `, ${Math.ceil(Math.max(0, target - position) / eventsPerSecond)} s left`
    : "";
  return `${position} of ${target} events, ${eventsPerSecond}/s${left}`;
}
