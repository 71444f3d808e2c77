// Steps through the versions of a stream: plain links, [ and ] press them.
import { streamTexts } from "../../../texts/admin_streams.ts";
import { streamAddress } from "../addresses.ts";

interface VersionLinksProps {
  streamId: string;
  version: number;
  latest: number;
}

export function VersionLinks({ streamId, version, latest }: VersionLinksProps) {
  if (latest === 1) return null;
  return (
    <nav class="versions" aria-label={streamTexts.versions}>
      {version > 1 && (
        <a href={streamAddress(streamId, version - 1)} data-key="[" rel="prev">← {streamTexts.earlier}</a>
      )}
      {version < latest && (
        <>
          <a href={streamAddress(streamId, version + 1)} data-key="]" rel="next">{streamTexts.later} →</a>
          <a href={streamAddress(streamId)}>{streamTexts.latest}</a>
        </>
      )}
    </nav>
  );
}
