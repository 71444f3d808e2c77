// The parts of the payments section.
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { Tabs } from "../Tabs.tsx";

const TABS = [
  { name: paymentTexts.all, href: "/admin/payments" },
  { name: paymentTexts.attention, href: "/admin/payments?attention=1" },
  { name: paymentTexts.charts, href: "/admin/payments/days" },
  { name: paymentTexts.deliveries, href: "/admin/payments/deliveries" },
  { name: paymentTexts.sweeps, href: "/admin/payments/sweeps" },
] as const;

export function PaymentTabs({ current }: { current: typeof TABS[number]["href"] | "" }) {
  return <Tabs label={paymentTexts.parts} tabs={TABS} current={current} />;
}
