// A real store whose commits can be made to fail, before or after they happen.

/** Called with the number of the commit (from 1); throws to fail it, or answers when it should throw afterwards. */
export type Fault = (commit: number) => "after" | void;

export function faultyKv(kv: Deno.Kv, fault: Fault): Deno.Kv {
  let commits = 0;
  return new Proxy(kv, {
    get(target, name) {
      if (name === "atomic") return () => faultyAtomic(target.atomic(), () => fault(++commits));
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

function faultyAtomic(atomic: Deno.AtomicOperation, fault: () => "after" | void): Deno.AtomicOperation {
  const proxy: Deno.AtomicOperation = new Proxy(atomic, {
    get(target, name) {
      if (name === "commit") {
        return async () => {
          const when = fault();
          const result = await target.commit();
          if (when === "after") throw new Error("connection reset");
          return result;
        };
      }
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        member.apply(target, args);
        return proxy;
      };
    },
  });
  return proxy;
}
