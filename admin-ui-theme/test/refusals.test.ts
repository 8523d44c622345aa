import { expect, it } from "vitest";
import { refusal } from "../src/refusals";

const answer = (status: number, body: string) => new Response(body, { status });
const refused = '{"errorMessage":"Access to the admin panel is restricted by IP allowlist","params":["10.15.1.20","AB-12"]}';

it("knows a refusal of the admin door by its words, and leaves the answer readable", async () => {
  const response = answer(403, refused);
  expect(await refusal(response)).toEqual({ address: "10.15.1.20", reference: "AB-12" });
  expect(await response.json()).toHaveProperty("params");
});

it.each([
  [200, refused, "an answer that is none"],
  [403, '{"error":"HTTP 403 Forbidden"}', "a right that is missing"],
  [403, "<html>", "a page"],
  [403, "", "nothing"],
])("leaves the rest to the console: %s %s (%s)", async (status, body) => {
  expect(await refusal(answer(status, body))).toBeUndefined();
});
