// Messages to people with what became of each, and buttons for those a person has to decide on.
import type { OutboxMessage } from "../../domain/messages/mod.ts";
import { consoleTexts, outboxTexts } from "../../texts/admin.ts";
import { messageName } from "../../texts/outbox.ts";
import { eventsAddress, outboxAction } from "./addresses.ts";
import { Moment } from "./Moment.tsx";

export function OutboxTable({ messages }: { messages: readonly OutboxMessage[] }) {
  return (
    <table class="outbox cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{outboxTexts.status}</th>
          <th scope="col">{outboxTexts.chat}</th>
          <th scope="col">{outboxTexts.kind}</th>
          <th scope="col">{outboxTexts.attempts}</th>
          <th scope="col">{outboxTexts.error}</th>
          <th scope="col">{outboxTexts.actions}</th>
        </tr>
      </thead>
      <tbody>{messages.map((message) => <Message key={message.id + message.at} {...message} />)}</tbody>
    </table>
  );
}

function Message({ id, chatId, kind, status, attempts, lastError, at }: OutboxMessage) {
  const givenUp = status === "failed" || status === "unknown";
  return (
    <tr data-message={id}>
      <td>
        <Moment at={at} />
      </td>
      <td>
        <span class={givenUp ? "status error" : "status"} data-status={status}>
          {outboxTexts.statuses[status]}
        </span>
      </td>
      <td class="num">
        <a href={eventsAddress({ stream: `chat-${chatId}` })} data-item>{chatId}</a>
      </td>
      <td title={id}>{messageName(kind)}</td>
      <td class="num" data-label={outboxTexts.attempts}>{attempts}</td>
      <td class="problem">{lastError ?? ""}</td>
      <td>
        {status !== "sent" && (
          <div class="buttons">
            {givenUp && <Action id={id} action="retry" name={outboxTexts.retry} />}
            <Action id={id} action="cancel" name={outboxTexts.cancel} />
          </div>
        )}
      </td>
    </tr>
  );
}

function Action({ id, action, name }: { id: string; action: "retry" | "cancel"; name: string }) {
  return (
    <form method="post" action={outboxAction(id, action)}>
      <button type="submit" aria-label={`${name}: ${id}`}>{name}</button>
    </form>
  );
}
