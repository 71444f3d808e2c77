// Follows a check of the history while it runs; without JavaScript the page reloads itself instead.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { checkAddress } from "../../components/admin/addresses.ts";
import { Check } from "../../components/admin/history/Check.tsx";
import type { Check as CheckState } from "../../domain/integrity.ts";

export default function CheckProgress({ check }: { check: CheckState | null }) {
  const newest = useSignal(check);

  useEffect(() => {
    if (check?.status !== "running") return;
    const source = new EventSource(checkAddress);
    source.addEventListener("check", ({ data }: MessageEvent<string>) => {
      const state: CheckState = JSON.parse(data);
      newest.value = state;
      // The server ends with the check, and EventSource would ask again for ever.
      if (state.status !== "running") source.close();
    });
    return () => source.close();
  }, []);

  return <Check check={newest.value} />;
}
