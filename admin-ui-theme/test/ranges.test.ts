import { describe, expect, it } from "vitest";
import vectors from "../../authenticators/src/test/resources/address-vectors.json";
import { contains, parseRange, splitEntries } from "../src/ranges/ranges";

describe("the page reads ranges as the server does", () => {
  it.each(vectors.valid)("$text is $canonical: $why", ({ text, canonical }) => {
    expect(parseRange(text)).toMatchObject({ canonical });
  });

  it.each(vectors.invalid)("$text is refused as $error: $why", ({ text, error }) => {
    expect(parseRange(text)).toMatchObject({ error });
  });

  it.each(vectors.contains)("$range and $address: $why", ({ range, address, contains: expected }) => {
    const parsed = parseRange(range);
    expect("range" in parsed && contains(parsed.range, address)).toBe(expected);
  });

  it("takes a pasted list apart", () => {
    expect(splitEntries("10.1.1.1, 10.1.1.2 10.1.1.4\n10.1.1.3;@head office")).toEqual([
      "10.1.1.1",
      "10.1.1.2",
      "10.1.1.4",
      "10.1.1.3",
      "@head office",
    ]);
  });
});
