// What one event changed in the state of its stream.
import { Fragment } from "preact";
import { streamTexts } from "../../../texts/admin_streams.ts";
import type { Change } from "./changes.ts";

export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p class="quiet">{streamTexts.unchanged}</p>;
  return (
    <table class="changes">
      <thead>
        <tr>
          <th scope="col">{streamTexts.field}</th>
          <th scope="col">{streamTexts.before}</th>
          <th scope="col">{streamTexts.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path}>
            <th scope="row">
              <Path path={change.path} />
            </th>
            <td>{"before" in change && <del>{shown(change.before)}</del>}</td>
            <td>{"after" in change && <ins>{shown(change.after)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A long one wraps between its names, not within them. */
function Path({ path }: { path: string }) {
  const [first, ...rest] = path.split(/(?<=\.)/);
  return (
    <>
      {first}
      {rest.map((name, index) => (
        <Fragment key={index}>
          <wbr />
          {name}
        </Fragment>
      ))}
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}
