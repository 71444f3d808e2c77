// The way to be forgotten: behind a tick, since there is no way back.
import { profile as texts } from "../texts/profile.ts";

export function ForgetMe() {
  return (
    <details class="panel fold">
      <summary>{texts.forget}</summary>
      <p>{texts.forgetText}</p>
      <form class="stack" method="post" action="/profile">
        <input type="hidden" name="_action" value="forget" />
        <label class="check">
          <input type="checkbox" name="confirmed" value="yes" required />
          <span>{texts.forgetConfirm}</span>
        </label>
        <button class="button danger wide" type="submit">{texts.forgetNow}</button>
      </form>
    </details>
  );
}
