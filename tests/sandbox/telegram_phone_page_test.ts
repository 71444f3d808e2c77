// The phone page in a browser: chats with working buttons, the Mini App in its frame, the theme, accessibility.
import assert from "node:assert/strict";
import { isValid } from "@telegram-apps/init-data-node";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { withBrowser } from "../support/browser.ts";
import { eventually } from "../support/product.ts";
import { BOT_TOKEN, DRIVER, GROUP, type TelegramClient, withTelegram } from "./telegram_client.ts";

/** A Mini App that shows its launch parameters and whatever the host tells it. */
const APP = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>app</title><main>
<h1>Грузы</h1><pre id="launch"></pre><ul id="events"></ul><button id="phone">Телефон</button></main><script>
launch.textContent = location.hash.slice(1);
const tell = (eventType, eventData = {}) => parent.postMessage(JSON.stringify({eventType, eventData}), "*");
addEventListener("message", (event) => {
  if (event.source !== parent || typeof event.data !== "string" || event.data[0] !== "{") return;
  const item = document.createElement("li");
  item.textContent = event.data;
  events.append(item);
});
phone.onclick = () => tell("web_app_request_phone");
tell("web_app_ready");
tell("web_app_request_viewport");
tell("web_app_setup_back_button", {is_visible: true});
tell("web_app_setup_main_button", {is_visible: true, text: "Откликнуться"});
</script></html>`;

interface Update {
  update_id: number;
  message?: { text: string };
  callback_query?: { id: string; from: { first_name: string } };
}

async function withPhone(use: (client: TelegramClient, appUrl: string) => Promise<void>): Promise<void> {
  const app = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
    return new Response(APP, { headers: { "content-type": "text/html" } });
  });
  const appUrl = `http://127.0.0.1:${app.addr.port}`;
  try {
    await withTelegram((client) => use(client, appUrl), { appUrl });
  } finally {
    await app.shutdown();
  }
}

async function assertAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const found: { violations: { id: string }[] } = await page.evaluate(
    "axe.run(document, {iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})",
  );
  assert.deepEqual(found.violations.map(({ id }) => id), [], what);
}

withBrowser(
  "a driver writes to the bot, a dispatcher presses its button, both see the outcome",
  async (browser) => {
    await withPhone(async ({ url, call, message }) => {
      const page = await browser.newPage();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(url);
      await page.getByRole("button", { name: "Запустить" }).click();
      const poll = async (offset = 0): Promise<Update> => {
        const told = async () => (await call("getUpdates", { timeout: 20, offset })).result as Update[];
        return (await eventually(told, (updates) => updates.length > 0))[0]!;
      };
      const started = await poll();
      assert.equal(started.message?.text, "/start");
      const { message_id } = await message("sendMessage", {
        chat_id: GROUP,
        text: "<b>Отклик</b> <i>Казань</i> &lt;script&gt;",
        parse_mode: "HTML",
        reply_markup: { inline_keyboard: [[{ text: "Принять", callback_data: "accept" }]] },
      });
      await page.getByText("<script>").waitFor();
      await page.getByRole("button", { name: "Принять" }).click();
      const { callback_query } = await poll(started.update_id + 1);
      assert.equal(callback_query?.from.first_name, "Сергей");
      await call("answerCallbackQuery", { callback_query_id: callback_query?.id, text: "Записано" });
      await page.getByRole("status").filter({ hasText: "Записано" }).waitFor();
      await call("editMessageText", { chat_id: GROUP, message_id, text: "Принят" });
      await page.getByText("Принят", { exact: true }).waitFor();
      assert.equal(await page.getByRole("button", { name: "Принять" }).count(), 0);
    });
  },
);

withBrowser("the Mini App opens with signed initData and talks with the phone", async (browser) => {
  await withPhone(async ({ url, message, messages }, appUrl) => {
    const page = await browser.newPage();
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(url);
    await page.getByRole("button", { name: "Запустить" }).click();
    await message("sendMessage", {
      chat_id: DRIVER,
      text: "Груз: https://t.me/cargo_bot?startapp=load_7",
      reply_markup: { inline_keyboard: [[{ text: "Открыть", web_app: { url: `${appUrl}/cargos/7` } }]] },
    });
    await page.getByRole("button", { name: "Открыть ▣" }).click();
    const frame = page.frameLocator("iframe");
    const launch = async () => new URLSearchParams(await frame.locator("#launch").textContent() ?? "");
    const initData = (await launch()).get("tgWebAppData") ?? "";
    assert.equal(isValid(initData, BOT_TOKEN), true);
    assert.equal((await launch()).get("tgWebAppVersion"), "9.1");

    await frame.getByText("viewport_changed").first().waitFor();
    await page.getByRole("button", { name: "Тёмная тема" }).click();
    await frame.getByText(/theme_changed.*#212121/).waitFor();
    await page.getByRole("button", { name: "Откликнуться" }).click();
    await frame.getByText("main_button_pressed").waitFor();
    await page.getByRole("button", { name: "Назад" }).click();
    await frame.getByText("back_button_pressed").waitFor();
    await frame.locator("#phone").click();
    await page.getByRole("button", { name: "Поделиться" }).click();
    await frame.getByText('{"status":"sent"}').waitFor();
    assert.equal((await messages(DRIVER)).at(-1)?.contact?.user_id, DRIVER);
  });
});

withBrowser("a startapp link opens the Mini App with its parameter signed", async (browser) => {
  await withPhone(async ({ url, message }) => {
    const page = await browser.newPage();
    await message("sendMessage", { chat_id: DRIVER, text: "https://t.me/cargo_bot?startapp=load_7" });
    await page.goto(url);
    await page.getByRole("link").click();
    const text = await page.frameLocator("iframe").locator("#launch").textContent() ?? "";
    const initData = new URLSearchParams(text).get("tgWebAppData") ?? "";
    assert.equal(isValid(initData, BOT_TOKEN), true);
    assert.equal(new URLSearchParams(initData).get("start_param"), "load_7");
  });
});

withBrowser(
  "every state of the phone page is accessible, wide and narrow, light and dark",
  async (browser) => {
    await withPhone(async ({ url, message }) => {
      const keyboard = [[{ text: "Да", callback_data: "yes" }, { text: "Сайт", url: "https://example.org" }]];
      for (const chat_id of [DRIVER, GROUP]) {
        const text = `<b>Груз</b> /help <a href="https://t.me/cargo_bot?start=1">ссылка</a> +7 900 000-01-01`;
        await message("sendMessage", {
          chat_id,
          text,
          parse_mode: "HTML",
          reply_markup: { inline_keyboard: keyboard },
        });
      }
      const page = await browser.newPage();
      for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 740 });
          await page.emulateMedia({ colorScheme });
          await page.goto(url);
          await page.evaluate("localStorage.clear()");
          await page.reload();
          const where = `${width} px ${colorScheme}`;
          if (width < 600) {
            await page.getByRole("button", { name: "CargoTech" }).waitFor();
            await assertAccessible(page, `chat list, ${where}`);
            await page.getByRole("button", { name: "CargoTech" }).click();
          }
          await page.locator("#chat-screen article").waitFor();
          await assertAccessible(page, `chat, ${where}`);
          assert.equal(
            await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
            true,
            where,
          );
          await page.getByRole("button", { name: "Открыть" }).click();
          await page.getByRole("button", { name: "Откликнуться" }).waitFor();
          await assertAccessible(page, `Mini App, ${where}`);
        }
      }
    });
  },
);
