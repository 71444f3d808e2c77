// Runs the Telegram sandbox alone: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_BOT_TOKEN, SANDBOX_BOT_USERNAME,
// SANDBOX_APP_URL, SANDBOX_DISPATCH_CHAT_ID.
import { numberSetting, runUntilSignal, setting } from "../process.ts";
import { startTelegram } from "./server.ts";

if (import.meta.main) {
  const sandbox = startTelegram({
    port: numberSetting("SANDBOX_PORT", 8082),
    hostname: setting("SANDBOX_HOST", "127.0.0.1"),
    botToken: setting("SANDBOX_BOT_TOKEN", "7000000001:sandbox-token"),
    botUsername: setting("SANDBOX_BOT_USERNAME", "cargotech_sandbox_bot"),
    appUrl: setting("SANDBOX_APP_URL", "http://localhost:8000"),
    dispatchChatId: numberSetting("SANDBOX_DISPATCH_CHAT_ID", -1_000_000_001),
  });
  runUntilSignal(`Telegram sandbox: ${sandbox.url}`, sandbox.stop);
}
