// What a Mini App asks of the person and the phone: popups, payment, the phone number, cloud storage.
import { ask, tellUser } from "./dialogs.js";
import { act, read } from "./server.js";

export class AppRequests {
  #userId;
  #send;
  #contact = "";
  #storage = new Map();

  /** `send(eventType, eventData)` answers the app. */
  constructor(userId, send) {
    this.#userId = userId;
    this.#send = send;
  }

  async popup({ title, message, buttons }) {
    const texts = { ok: "ОК", close: "Закрыть", cancel: "Отмена" };
    const shown = buttons.map((button) => ({
      id: button.id,
      text: button.text || texts[button.type] || "ОК",
    }));
    this.#send("popup_closed", { button_id: await ask({ title, text: message, buttons: shown }) });
  }

  async invoice(slug) {
    const invoice = await read("invoice", { slug });
    if (!invoice) return this.#send("invoice_closed", { slug, status: "failed" });
    const price = invoice.currency === "XTR"
      ? `${invoice.total} ★`
      : `${invoice.total / 100} ${invoice.currency}`;
    const buttons = [{ id: "pay", text: `Заплатить ${price}` }, { id: "", text: "Отмена" }];
    const again = invoice.period ? `. Списывается каждые ${invoice.period / 86_400} дней.` : "";
    const answer = await ask({ title: invoice.title, text: invoice.description + again, buttons });
    if (answer !== "pay") return this.#send("invoice_closed", { slug, status: "cancelled" });
    const { status, errorMessage } = await act("pay", { userId: this.#userId(), slug });
    if (errorMessage) await tellUser(errorMessage);
    this.#send("invoice_closed", { slug, status });
  }

  async phone() {
    const buttons = [{ id: "share", text: "Поделиться" }, { id: "", text: "Отмена" }];
    const answer = await ask({ text: "Передать боту ваш номер телефона?", buttons });
    if (answer !== "share") return this.#send("phone_requested", { status: "cancelled" });
    this.#contact = (await act("contact", { userId: this.#userId() })).response;
    this.#send("phone_requested", { status: "sent" });
  }

  async writeAccess() {
    const buttons = [{ id: "allow", text: "Разрешить" }, { id: "", text: "Не разрешать" }];
    const answer = await ask({ text: "Разрешить боту писать вам?", buttons });
    this.#send("write_access_requested", { status: answer === "allow" ? "allowed" : "cancelled" });
  }

  customMethod({ req_id, method, params = {} }) {
    const methods = {
      getRequestedContact: () => this.#contact,
      saveStorageValue: () => Boolean(this.#storage.set(params.key, params.value)),
      getStorageValues: () =>
        Object.fromEntries(params.keys.map((key) => [key, this.#storage.get(key) ?? ""])),
      deleteStorageValues: () => params.keys.every((key) => this.#storage.delete(key) || true),
      getStorageKeys: () => [...this.#storage.keys()],
    };
    const run = methods[method];
    this.#send(
      "custom_method_invoked",
      run ? { req_id, result: run() } : { req_id, error: "METHOD_INVALID" },
    );
  }
}
