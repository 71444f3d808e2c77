// One gesture: scrolling down goes on with the next page. The link under the list works as a link until then, and after
// a page that did not arrive.
import { useEffect, useRef, useState } from "preact/hooks";
import { paging } from "../texts/list.ts";
import { addPage, goodNetwork, pagesShown, readPage } from "./(_list)/pages.ts";
import { keepPlace, placeToReturnTo, returnTo } from "./(_list)/place.ts";

/** How far below the screen the next page is asked for; pixels. */
const AHEAD = 600;

/** `href`: of the next page; null when this is the last. */
export default function MoreCargos({ href }: { href: string | null }) {
  const link = useRef<HTMLAnchorElement>(null);
  const [next, setNext] = useState(href);
  const [state, setState] = useState<"returning" | "idle" | "loading" | "failed">("returning");

  async function show(pages: readonly string[]): Promise<boolean> {
    setState("loading");
    // Together: each is one round trip on a slow line.
    for (const page of await Promise.all(pages.map(readPage))) {
      if (!page) {
        setState("failed");
        return false;
      }
      addPage(page);
      setNext(page.next);
    }
    setState("idle");
    return true;
  }

  useEffect(() => {
    const place = placeToReturnTo();
    keepPlace(pagesShown);
    if (!place) return setState("idle");
    void show(place.pages).then(() => returnTo(place));
  }, []);

  useEffect(() => {
    if (state !== "idle" || !next || !link.current) return;
    // Who scrolls at all will want it; who does not costs the exchange no question.
    const readAhead = () => goodNetwork() && void readPage(next);
    addEventListener("scroll", readAhead, { once: true, passive: true });
    const below = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void show([next]);
    }, { rootMargin: `0px 0px ${AHEAD}px` });
    below.observe(link.current);
    return () => {
      below.disconnect();
      removeEventListener("scroll", readAhead);
    };
  }, [state, next]);

  async function onClick(event: MouseEvent) {
    if (!next || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const known = document.querySelectorAll("[data-cargo-id]").length;
    if (state === "loading") return;
    // What fails twice may be more than the line: the page itself will say.
    if (!await show([next])) return state === "failed" ? location.assign(next) : undefined;
    document.querySelectorAll<HTMLElement>("[data-cargo-id] .whole")[known]?.focus();
  }

  if (!next) return null;
  const label = state === "loading" ? paging.loading : state === "failed" ? paging.failed : paging.more;
  return (
    <>
      <a key={next} ref={link} class="button wide quiet" data-action="more" href={next} onClick={onClick}>
        {label}
      </a>
      {state === "loading" && [0, 1].map((key) => (
        <p key={key} class="card skeleton" aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
      ))}
    </>
  );
}
