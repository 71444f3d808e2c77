// A state of the world with its way out: nothing found, upstream down, load gone, not signed in.
import type { ComponentChildren } from "preact";

interface NoticeProps {
  title: string;
  text: string;
  /** The one thing to do next. */
  action?: { href: string; label: string };
  /** A page that is nothing but the notice has its title as the heading of the page. */
  heading?: "h1" | "h2";
  children?: ComponentChildren;
}

export function Notice({ title, text, action, heading: Heading = "h2", children }: NoticeProps) {
  return (
    <section class="notice">
      <Heading>{title}</Heading>
      <p>{text}</p>
      {action && <a class="button" href={action.href}>{action.label}</a>}
      {children}
    </section>
  );
}
