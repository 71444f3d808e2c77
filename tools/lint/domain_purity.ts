// The domain decides from its arguments alone: no I/O, no clock, no randomness, no timers.

const GLOBALS = new Set(["Deno", "fetch", "setTimeout", "setInterval", "localStorage", "console"]);
const MEMBERS = new Set([
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "performance.now",
]);

export function domainPurity(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const report = (node: Deno.lint.Node, what: string) =>
    context.report({ node, message: `domain/ is pure: ${what} must come in as an argument` });
  return {
    Identifier(node) {
      if (GLOBALS.has(node.name) && !isName(node)) report(node, node.name);
    },
    MemberExpression(node) {
      if (node.object.type !== "Identifier" || node.property.type !== "Identifier" || node.computed) return;
      const member = `${node.object.name}.${node.property.name}`;
      if (MEMBERS.has(member)) report(node, member);
    },
    NewExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0) {
        report(node, "new Date()");
      }
    },
  };
}

/** Whether an identifier only names a property or parameter and does not refer to the global. */
function isName(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  return parent.type === "Property" && parent.key === node && !parent.shorthand ||
    parent.type === "TSPropertySignature" || parent.type === "TSMethodSignature" ||
    parent.type === "MethodDefinition" || parent.type === "PropertyDefinition";
}
