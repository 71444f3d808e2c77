// Drags a stream through its versions: the page shows each one as the knob passes over it. Without JavaScript it is a
// form that asks for a version, and another to compare it with.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { streamAddress } from "../../components/admin/addresses.ts";
import { showCurrentStep } from "../../components/admin/history/show_current_step.ts";
import { showPart } from "../../components/admin/history/show_part.ts";
import { streamTexts } from "../../texts/admin_streams.ts";

interface VersionScrubberProps {
  streamId: string;
  version: number;
  latest: number;
  /** The version compared with, when it is not simply the one before. */
  since?: number;
  /** The element of the page that shows a version. */
  shows: string;
}

export default function VersionScrubber({ streamId, version, latest, since, shows }: VersionScrubberProps) {
  const at = useSignal(version);
  const last = useRef(new AbortController());
  useEffect(() => {
    showCurrentStep();
    return () => last.current.abort();
  }, []);

  function scrub(to: number) {
    at.value = to;
    last.current.abort();
    last.current = new AbortController();
    void showPart(streamAddress(streamId, to, since), shows, last.current.signal).then(showCurrentStep);
  }

  return (
    <form class="scrubber" method="get" action={streamAddress(streamId)}>
      <label for="scrubber">{streamTexts.scrubber}</label>
      <input
        id="scrubber"
        type="range"
        name="version"
        min={1}
        max={latest}
        value={at.value}
        aria-valuetext={`${at.value} / ${latest}`}
        onInput={({ currentTarget }) => scrub(Number(currentTarget.value))}
      />
      <output class="num" for="scrubber">{at.value} / {latest}</output>
      <label for="since">{streamTexts.compareWith}</label>
      <input
        id="since"
        type="number"
        name="since"
        min={0}
        max={latest}
        value={since ?? ""}
        placeholder={String(Math.max(0, at.value - 1))}
        title={streamTexts.compareHint}
      />
      <button type="submit">{streamTexts.compare}</button>
    </form>
  );
}
