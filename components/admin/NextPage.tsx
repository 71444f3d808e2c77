// Links to the rest of a list and back to where it begins.

interface NextPageProps {
  label: string;
  /** Address of the first page, unless this is it. */
  first: { readonly name: string; readonly href: string } | null;
  next: { readonly name: string; readonly href: string } | null;
}

export function NextPage({ label, first, next }: NextPageProps) {
  if (!first && !next) return null;
  return (
    <nav class="pager" aria-label={label}>
      {first && <a href={first.href}>{first.name}</a>}
      {next && <a href={next.href}>{next.name} →</a>}
    </nav>
  );
}
