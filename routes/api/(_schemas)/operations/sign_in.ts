// Signing in and out (contracts 1.1–1.3).
import { MeAnswer, SignInAnswer, SignInBody } from "../auth.ts";
import { older, type Operation } from "./operation.ts";

const signIn: Operation = {
  method: "post",
  path: "/api/auth/telegram",
  summary: "Exchange the Mini App's raw initData for a session, as a token and as a cookie",
  caller: "anyone",
  body: SignInBody,
  answers: { 200: { description: "A session of 24 hours; the older one is over", schema: SignInAnswer } },
  refusals: ["init_data_invalid", "init_data_expired"],
};

export const signInOperations: readonly Operation[] = [
  signIn,
  older(signIn, "/auth/telegram"),
  {
    method: "post",
    path: "/api/auth/logout",
    summary: "End the session at once",
    caller: "anyone",
    answers: {
      204: { description: "There is no session any more" },
      303: { description: "The same, to a page's form: back to the first page" },
    },
  },
  {
    method: "get",
    path: "/api/me",
    summary: "Who is signed in and what they may do",
    caller: "driver",
    answers: { 200: { description: "The caller", schema: MeAnswer } },
  },
  {
    method: "delete",
    path: "/api/me",
    summary: "Forget the caller for good: phone, names and comments become unreadable everywhere",
    caller: "driver",
    answers: { 204: { description: "Forgotten; the session is over. Who signs in again is new here" } },
  },
];
