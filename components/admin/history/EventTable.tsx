// The head of the event table; rows come as bodies, so that new ones can be put before old ones.
import type { ComponentChildren } from "preact";
import { consoleTexts } from "../../../texts/admin.ts";

export function EventTable({ children }: { children: ComponentChildren }) {
  return (
    <table class="events">
      <thead>
        <tr>
          <th scope="col" class="position">{consoleTexts.position}</th>
          <th scope="col" class="at">{consoleTexts.at}</th>
          <th scope="col" class="type">{consoleTexts.type}</th>
          <th scope="col" class="stream">{consoleTexts.stream}</th>
          <th scope="col" class="who">{consoleTexts.actor}</th>
          <th scope="col" class="data">{consoleTexts.data}</th>
        </tr>
      </thead>
      {children}
    </table>
  );
}
