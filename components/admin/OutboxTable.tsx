// Messages to people with what became of each, and buttons for those a person has to decide on.
import type { OutboxMessage } from "../../domain/messages/mod.ts";
import { consoleTexts } from "../../texts/admin.ts";
import { outboxTexts } from "../../texts/admin_outbox.ts";
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
          <th scope="col" class="sum">{outboxTexts.attempts}</th>
          <th scope="col">{outboxTexts.error}</th>
          <th scope="col">{outboxTexts.actions}</th>
        </tr>
      </thead>
      <tbody>{messages.map((message) => <Message key={message.id + message.at} {...message} />)}</tbody>
    </table>
  );
}

function Message(message: OutboxMessage) {
  const { id, chatId, kind, status, attempts, lastError, at, dueAt } = message;
  const givenUp = status === "failed" || status === "unknown";
  return (
    <tr data-message={id}>
      <td>
        <Moment at={at} />
        {isPlanned(message) && (
          <p class="quiet" data-due>
            {outboxTexts.due} <Moment at={dueAt ?? at} />
          </p>
        )}
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
      <td class="num sum" data-label={outboxTexts.attempts}>{attempts}</td>
      <td class="problem">{lastError ?? ""}</td>
      <td>
        {(status === "queued" || givenUp) && (
          <div class="buttons">
            {givenUp && <Action id={id} action="retry" name={outboxTexts.retry} />}
            <Action id={id} action="cancel" name={outboxTexts.cancel} />
          </div>
        )}
      </td>
    </tr>
  );
}

/** What a worker holds has a time too, when it is tried anew should the worker die: that is no plan. */
function isPlanned({ at, dueAt, attempts, lastError }: OutboxMessage): boolean {
  return dueAt !== undefined && dueAt > at && (attempts === 0 || lastError !== undefined);
}

function Action({ id, action, name }: { id: string; action: "retry" | "cancel"; name: string }) {
  return (
    <form method="post" action={outboxAction(id, action)}>
      <button type="submit" aria-label={`${name}: ${id}`}>{name}</button>
    </form>
  );
}
