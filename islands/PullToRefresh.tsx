// One gesture: pulling the list down from its top asks for it anew. Only in clients of Telegram that leave the pull to the
// page (the bridge asks them to, for `data-no-swipe`): in others it shrinks the app, and browsers have a pull of their own.
import { useEffect, useRef } from "preact/hooks";
import { readLaunch } from "./(_host)/launch.ts";

/** The version of Telegram's Mini App protocol that lets a page keep the pull. */
const SINCE = [7, 7] as const;
/** How far the sign follows the finger, which goes twice as far, and where letting go counts; pixels. */
const FARTHEST = 112;
const ENOUGH = 80;

export default function PullToRefresh() {
  const sign = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!pullIsOurs()) return;
    document.documentElement.dataset.pulled = "";
    let from: number | null = null;
    let pulled = 0;
    const draw = (distance: number) => {
      pulled = distance;
      if (!sign.current) return;
      sign.current.style.transform = `translateY(${distance}px) rotate(${distance * 3}deg)`;
      sign.current.toggleAttribute("data-ready", distance >= ENOUGH);
    };
    const start = ({ touches }: TouchEvent) => {
      const free = scrollY <= 0 && touches.length === 1 && !document.querySelector("dialog:modal");
      from = free ? touches[0]?.clientY ?? null : null;
    };
    const move = ({ touches }: TouchEvent) => {
      if (from === null) return;
      draw(Math.min(FARTHEST, Math.max(0, scrollY > 0 ? 0 : ((touches[0]?.clientY ?? 0) - from) / 2)));
    };
    const end = () => {
      if (from !== null && pulled >= ENOUGH) location.replace(location.href);
      from = null;
      draw(0);
    };
    const quietly = { passive: true };
    addEventListener("touchstart", start, quietly);
    addEventListener("touchmove", move, quietly);
    addEventListener("touchend", end, quietly);
    addEventListener("touchcancel", () => draw(0), quietly);
  }, []);

  return <div class="pull" ref={sign} aria-hidden="true">↻</div>;
}

function pullIsOurs(): boolean {
  const [major = 0, minor = 0] = (readLaunch()?.version ?? "").split(".").map(Number);
  return major > SINCE[0] || (major === SINCE[0] && minor >= SINCE[1]);
}
