// The outbox by parts: messages by what became of them, then what failed and is no message.
import { outboxTexts } from "../../texts/admin_outbox.ts";
import { stepTexts } from "../../texts/admin_steps.ts";
import { outboxAddress, stepsAddress } from "./addresses.ts";
import { Tabs } from "./Tabs.tsx";

const MESSAGES = [
  { name: outboxTexts.all, href: outboxAddress({}) },
  ...Object.entries(outboxTexts.statuses).map(([status, name]) => ({
    name,
    href: outboxAddress({ status }),
  })),
];

/** `steps` is how many were given up, `current` the address of the part that is shown. */
export function OutboxTabs({ steps, current }: { steps: number; current: string }) {
  const tabs = [...MESSAGES, { name: stepTexts.tab(steps), href: stepsAddress({}) }];
  return <Tabs label={outboxTexts.status} tabs={tabs} current={current} />;
}
