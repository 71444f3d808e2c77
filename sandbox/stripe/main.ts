// Runs the Stripe sandbox alone: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_URL,
// SANDBOX_WEBHOOK_SECRET.
import { numberSetting, runUntilSignal, setting } from "../process.ts";
import { startStripe } from "./server.ts";

if (import.meta.main) {
  const sandbox = startStripe({
    port: numberSetting("SANDBOX_PORT", 8084),
    hostname: setting("SANDBOX_HOST", "127.0.0.1"),
    secretKey: setting("SANDBOX_SECRET_KEY", "sk_test_sandbox"),
    webhook: {
      url: setting("SANDBOX_WEBHOOK_URL", "http://localhost:8000/webhooks/stripe"),
      secret: setting("SANDBOX_WEBHOOK_SECRET", "whsec_sandbox"),
    },
  });
  runUntilSignal(`Stripe sandbox: ${sandbox.url}`, sandbox.stop);
}
