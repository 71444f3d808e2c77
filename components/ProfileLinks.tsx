// Where one can go from the profile.
import { places, profile as texts } from "../texts/profile.ts";

interface ProfileLinksProps {
  favourites: number;
  /** How the subscription stands. */
  plan: string;
  isAdmin: boolean;
}

export function ProfileLinks({ favourites, plan, isAdmin }: ProfileLinksProps) {
  const links = [
    { href: "/favourites", label: places.favourites, hint: places.favouritesHint(favourites) },
    { href: "/subscription", label: texts.plan, hint: plan },
    ...(isAdmin ? [{ href: "/admin", label: texts.admin, hint: "" }] : []),
  ];
  return (
    <nav class="panel links" aria-label={texts.title}>
      {links.map(({ href, label, hint }) => (
        <a key={href} href={href}>
          <b>{label}</b>
          {hint && <span class="hint">{hint}</span>}
        </a>
      ))}
    </nav>
  );
}
