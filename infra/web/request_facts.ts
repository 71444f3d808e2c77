// What is known of a request before any route sees it.

export interface RequestFacts {
  readonly requestId: string;
  readonly clientIp: string;
  /** Matched route pattern, for metrics; known once the router has run. */
  route: string | null;
}

/** Facts travel beside the request object, which Fresh hands to routes unchanged. */
export class FactsByRequest {
  #facts = new WeakMap<Request, RequestFacts>();

  note(req: Request, facts: RequestFacts): RequestFacts {
    this.#facts.set(req, facts);
    return facts;
  }

  of(req: Request): RequestFacts {
    const facts = this.#facts.get(req);
    if (!facts) throw new Error("Cannot route a request that did not come through the web handler");
    return facts;
  }
}
