// What an anonymous visitor gets: the shape of the page at once, while islands/(_host)/shell.ts asks Telegram who it
// is. Which of the three states shows is `data-sign-in` on <html> (set before the first paint); nothing is personal.
import { signIn } from "../texts/driver.ts";
import { comeBack } from "../texts/payments.ts";
import { Notice } from "./Notice.tsx";

const SKELETONS = [0, 1, 2, 3];

interface SignInShellProps {
  botUsername: string;
  /** The page is where a payment is come back to, from a browser outside. */
  paymentId?: string | undefined;
}

export function SignInShell({ botUsername, paymentId }: SignInShellProps) {
  const bot = `https://t.me/${botUsername}`;
  const outside = paymentId === undefined
    ? { title: signIn.outside, text: signIn.outsideLead, action: { href: bot, label: signIn.openBot } }
    : {
      title: comeBack.title,
      text: comeBack.text,
      action: { href: `${bot}?startapp=pay_${paymentId}`, label: comeBack.open },
    };
  return (
    <>
      <div data-state="waiting">
        <h1 class="ears">{signIn.title}</h1>
        <p class="ears" role="status">{signIn.lead}</p>
        {SKELETONS.map((key) => (
          <div class="card skeleton" aria-hidden="true" key={key}>
            <i></i>
            <i></i>
            <i></i>
          </div>
        ))}
      </div>
      <div data-state="outside">
        <noscript>
          <p class="warning">{signIn.noScript}</p>
        </noscript>
        <Notice heading="h1" {...outside} />
      </div>
      <section class="notice" data-state="failed" role="alert">
        <h1>{signIn.failed}</h1>
        <p data-detail>{signIn.offline}</p>
        <a class="button" href={bot}>{signIn.openBot}</a>
        <button class="button quiet" type="button" data-action="retry">{signIn.retry}</button>
      </section>
    </>
  );
}
