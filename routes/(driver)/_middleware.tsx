// Pages of a driver are for the signed in; anybody else gets the shell that signs in and then swaps the page in.
import { asset, Head } from "fresh/runtime";
import { SignInShell } from "../../components/SignInShell.tsx";
import { define } from "../(_shared)/define.ts";

export default define.middleware((ctx) => {
  if (ctx.state.session) return ctx.next();
  const isRead = ctx.req.method === "GET" || ctx.req.method === "HEAD";
  const shell = (
    <>
      <Head>
        <script src={asset("/entries/sign_in.js")} defer></script>
      </Head>
      <SignInShell botUsername={ctx.state.site.botUsername} />
    </>
  );
  return ctx.render(shell, { status: isRead ? 200 : 401 });
});
