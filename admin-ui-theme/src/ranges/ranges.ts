/**
 * Reads one entry of an allowlist as the server does, so that a mistake shows while it is typed. The server has the last word; both
 * are held to the same vectors. Numbers are bigint, since IPv6 needs 128 bits.
 */
export type Range = { family: 4 | 6; first: bigint; prefix: number } | "any";

/** `blocks` are what a range with a dash comes to, if these are few. */
export type Parsed = { range: Range; canonical: string } | { error: string; hint: string; blocks?: string[] };

const OCTET = /^(0|[1-9][0-9]{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const PREFIX = /^(0|[1-9][0-9]{0,2})$/;
const DASH = /^[0-9a-fA-F.:]+\s*-\s*[0-9a-fA-F.:]+$/;

function ipv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** RFC 4291, 2.2: eight groups, one run of zeros left out, the last two groups perhaps dotted decimal. */
function ipv6(text: string): bigint | undefined {
  let rest = text;
  const dotted = /^(.*:)([0-9.]+)$/.exec(text);
  if (dotted?.[2]?.includes(".")) {
    const tail = ipv4(dotted[2]);
    if (tail === undefined) return undefined;
    rest = `${dotted[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  }
  const halves = rest.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const count = groups.flat().length;
  const complete = halves.length === 1 ? count === 8 : count <= 7;
  if (!complete || !groups.flat().every((group) => GROUP.test(group))) return undefined;
  const zeros: string[] = halves.length === 2 ? Array<string>(8 - count).fill("0") : [];
  return [...groups[0]!, ...zeros, ...(groups[1] ?? [])].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function address(text: string): { family: 4 | 6; value: bigint } | undefined {
  const four = ipv4(text);
  if (four !== undefined) return { family: 4, value: four };
  const six = text.includes(":") ? ipv6(text) : undefined;
  return six === undefined ? undefined : { family: 6, value: six };
}

function format4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
}

/** RFC 5952: lower case, and the first of the longest runs of at least two zero groups left out. */
function format6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn);
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0n) length++;
    if (length > best.length) best = { start, length };
  }
  const text = groups.map((group) => group.toString(16));
  if (best.start < 0) return text.join(":");
  return `${text.slice(0, best.start).join(":")}::${text.slice(best.start + best.length).join(":")}`;
}

function format(family: 4 | 6, first: bigint, prefix: number): string {
  const bare = family === 4 ? format4(first) : format6(first);
  return prefix === (family === 4 ? 32 : 128) ? bare : `${bare}/${prefix}`;
}

function valid(family: 4 | 6, first: bigint, prefix: number): Parsed {
  return { range: { family, first, prefix }, canonical: format(family, first, prefix) };
}

const isMapped = (family: 4 | 6, value: bigint) => family === 6 && value >> 32n === 0xffffn;

function wildcard(entry: string): Parsed {
  const parts = entry.split(".");
  const fixed = parts.findIndex((part) => part === "*");
  if (parts.length !== 4 || !parts.slice(fixed).every((part) => part === "*"))
    return { error: "bad-wildcard", hint: "10.15.*.*" };
  if (!parts.slice(0, fixed).every((part) => OCTET.test(part) && Number(part) <= 255))
    return { error: "not-an-address", hint: "" };
  return valid(4, ipv4(parts.map((part) => (part === "*" ? "0" : part)).join("."))!, 8 * fixed);
}

/** More blocks than that nobody wants in a list. */
const MOST_BLOCKS = 32;

/** A range with a dash as the fewest blocks that hold the same addresses; undefined if it is none, or of too many. */
function dashBlocks(entry: string): string[] | undefined {
  const [from, to] = entry.split("-").map((part) => address(part.trim()));
  if (!from || !to || from.family !== to.family || from.value > to.value) return undefined;
  const bits = from.family === 4 ? 32 : 128;
  const blocks: string[] = [];
  let next = from.value;
  while (next <= to.value && blocks.length <= MOST_BLOCKS) {
    let host = 0;
    while (host < bits && (next & (1n << BigInt(host))) === 0n && next + (1n << BigInt(host + 1)) - 1n <= to.value) host++;
    blocks.push(format(from.family, next, bits - host));
    next += 1n << BigInt(host);
  }
  return blocks.length > MOST_BLOCKS ? undefined : blocks;
}

/** Reads an entry without its group references. */
export function parseRange(text: string): Parsed {
  const entry = text.trim();
  if (entry === "*") return { range: "any", canonical: "*" };
  if (DASH.test(entry)) {
    const blocks = dashBlocks(entry);
    return { error: "dash-range", hint: blocks?.join(", ") ?? "10.15.1.8/30", blocks };
  }
  if (entry.includes("*")) return wildcard(entry);
  const slash = entry.indexOf("/");
  const network = slash < 0 ? entry : entry.slice(0, slash);
  const found = address(network);
  if (!found) return { error: network.includes("%") ? "zone" : "not-an-address", hint: "" };
  const bits = found.family === 4 ? 32 : 128;
  const length = slash < 0 ? String(bits) : entry.slice(slash + 1);
  if (!PREFIX.test(length) || Number(length) > bits) return { error: "bad-prefix", hint: `0–${bits}` };
  if (isMapped(found.family, found.value)) return { error: "mapped-address", hint: format4(found.value & 0xffffffffn) };
  const host = BigInt(bits - Number(length));
  const first = (found.value >> host) << host;
  if (first !== found.value) return { error: "host-bits", hint: format(found.family, first, Number(length)) };
  return valid(found.family, first, Number(length));
}

/** Whether an address, written as in a log, is in a range. */
export function contains(range: Range, text: string): boolean {
  const found = address(text.trim());
  if (!found) return false;
  const mapped = isMapped(found.family, found.value);
  const family = mapped ? 4 : found.family;
  const value = mapped ? found.value & 0xffffffffn : found.value;
  if (range === "any") return true;
  const host = BigInt((range.family === 4 ? 32 : 128) - range.prefix);
  return range.family === family && value >> host === range.first >> host;
}

/** The entries of typed or pasted text: separated by commas, semicolons, line breaks, and between addresses by blanks. */
export function splitEntries(text: string): string[] {
  return text
    .split(/[,;\r\n]+/)
    .flatMap((part) => (part.includes("@") ? [part.trim()] : part.split(/\s+/)))
    .filter((entry) => entry !== "");
}
