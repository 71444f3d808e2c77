// Follows a rebuild while it runs; without JavaScript the page reloads itself instead.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { rebuildAddress } from "../../components/admin/addresses.ts";
import { Rebuild } from "../../components/admin/Rebuild.tsx";
import type { RebuildState } from "../../domain/projections/mod.ts";

interface RebuildProgressProps {
  name: string;
  state: RebuildState;
}

export default function RebuildProgress({ name, state }: RebuildProgressProps) {
  const newest = useSignal(state);

  useEffect(() => {
    if (state.status !== "running") return;
    const source = new EventSource(rebuildAddress(name));
    source.addEventListener("rebuild", ({ data }: MessageEvent<string>) => {
      newest.value = JSON.parse(data);
      // The server ends with the rebuild, and EventSource would ask again for ever.
      if (newest.value.status !== "running") source.close();
    });
    return () => source.close();
  }, []);

  return <Rebuild {...newest.value} />;
}
