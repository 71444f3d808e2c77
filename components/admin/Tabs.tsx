// One list by parts: plain links, the present one marked.

interface TabsProps {
  label: string;
  tabs: readonly { readonly name: string; readonly href: string }[];
  /** The address of the one that is shown. */
  current: string;
}

export function Tabs({ label, tabs, current }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(({ name, href }) => (
        <a key={href} href={href} aria-current={href === current ? "page" : undefined}>{name}</a>
      ))}
    </nav>
  );
}
