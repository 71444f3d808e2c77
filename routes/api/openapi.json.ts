// GET: this surface as an OpenAPI 3.1 document.
import { define } from "../(_shared)/define.ts";
import { openApi } from "./(_schemas)/openapi.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.json(openApi(ctx.state.site.baseUrl)),
});
