// Line icons, 24 px, drawn in the colour of the text beside them; the text says what they mean.
import type { ComponentChildren } from "preact";

function Icon({ children }: { children: ComponentChildren }) {
  return <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{children}</svg>;
}

export function LoadsIcon() {
  return (
    <Icon>
      <path d="M2.5 6.5h11v10h-11zM13.5 10h4l4 3.5v3h-8z" />
      <circle cx="7" cy="17.5" r="2" />
      <circle cx="17" cy="17.5" r="2" />
    </Icon>
  );
}

export function ResponsesIcon() {
  return (
    <Icon>
      <path d="M4 5h16v11H9.5L5.5 19.5V16H4zM8.5 10.5l2.5 2.5 4.5-5" />
    </Icon>
  );
}

export function BellIcon() {
  return (
    <Icon>
      <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4" />
    </Icon>
  );
}

export function ProfileIcon() {
  return (
    <Icon>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20.5c1.2-4 4.2-6 8-6s6.8 2 8 6" />
    </Icon>
  );
}

export function BackIcon() {
  return (
    <Icon>
      <path d="M14.5 5.5 8 12l6.5 6.5" />
    </Icon>
  );
}
