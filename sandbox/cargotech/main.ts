// Runs the CargoTech sandbox alone: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_PHONE, SANDBOX_PASSWORD, SANDBOX_SEED,
// SANDBOX_RATE_PER_MINUTE.
import { numberSetting, runUntilSignal, setting } from "../process.ts";
import { startCargoTech } from "./server.ts";

if (import.meta.main) {
  const sandbox = startCargoTech({
    port: numberSetting("SANDBOX_PORT", 8081),
    hostname: setting("SANDBOX_HOST", "127.0.0.1"),
    phone: setting("SANDBOX_PHONE", "+7 900 000-00-01"),
    password: setting("SANDBOX_PASSWORD", "sandbox-password"),
    seed: numberSetting("SANDBOX_SEED", 1),
    rateLimit: numberSetting("SANDBOX_RATE_PER_MINUTE", 600),
  });
  runUntilSignal(`CargoTech sandbox: ${sandbox.url}`, sandbox.stop);
}
