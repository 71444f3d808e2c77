// The button to rebuild a view, and the rebuild while it runs; without JavaScript the page reloads itself instead.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { rebuildAction, rebuildAddress } from "../../components/admin/addresses.ts";
import { Rebuild } from "../../components/admin/history/Rebuild.tsx";
import type { RebuildState } from "../../domain/projections/mod.ts";
import { projectionTexts } from "../../texts/admin_projections.ts";

interface RebuildProgressProps {
  name: string;
  /** The newest rebuild; null when there was none. */
  state: RebuildState | null;
}

export default function RebuildProgress({ name, state }: RebuildProgressProps) {
  const newest = useSignal(state);

  useEffect(() => {
    if (state?.status !== "running") return;
    const source = new EventSource(rebuildAddress(name));
    source.addEventListener("rebuild", ({ data }: MessageEvent<string>) => {
      const told: RebuildState = JSON.parse(data);
      newest.value = told;
      // The server ends with the rebuild, and EventSource would ask again for ever.
      if (told.status !== "running") source.close();
    });
    return () => source.close();
  }, []);

  return (
    <>
      {newest.value?.status !== "running" && (
        <form method="post" action={rebuildAction(name)}>
          <button type="submit" data-item aria-label={`${projectionTexts.rebuild}: ${name}`}>
            {projectionTexts.rebuild}
          </button>
        </form>
      )}
      {newest.value && <Rebuild {...newest.value} />}
    </>
  );
}
