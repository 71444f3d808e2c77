// Runs the YooKassa sandbox alone: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_SHOP_ID, SANDBOX_SECRET_KEY,
// SANDBOX_NOTIFICATION_URL (empty: none are sent), SANDBOX_PUBLIC_ORIGIN.
import { numberSetting, runUntilSignal, setting } from "../process.ts";
import { startYooKassa } from "./server.ts";

if (import.meta.main) {
  const origin = setting("SANDBOX_PUBLIC_ORIGIN", "");
  const sandbox = startYooKassa({
    port: numberSetting("SANDBOX_PORT", 8083),
    hostname: setting("SANDBOX_HOST", "127.0.0.1"),
    shopId: setting("SANDBOX_SHOP_ID", "100500"),
    secretKey: setting("SANDBOX_SECRET_KEY", "test_sandbox-secret-key"),
    notificationUrl: setting("SANDBOX_NOTIFICATION_URL", "") || null,
    ...(origin !== "" && { publicOrigin: origin }),
  });
  runUntilSignal(`YooKassa sandbox: ${sandbox.url}/v3`, sandbox.stop);
}
