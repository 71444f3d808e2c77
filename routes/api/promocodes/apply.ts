// The older path of using a promo code.
export { handler } from "../promo-codes/apply.ts";
