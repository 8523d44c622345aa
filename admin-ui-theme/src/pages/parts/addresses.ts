import type { Impact } from "../../api";
import type { T } from "../context";

export type Addresses = Impact["access"][number]["gained"];

const MOST_NETWORKS = 4;

/** A set of addresses in words, the short way; with its number where somebody can imagine it. */
export function addressText(t: T, addresses: Addresses): string {
  if (addresses.count === 0) return t("addresses.none");
  if (addresses.networks[0] === "*") return t("tenant.anywhere");
  if (addresses.allBut) return t("addresses.allbut", { list: some(addresses.allBut, addresses.allBut.length) });
  const number = addresses.ipv6 === "0" ? ` ${t("effect.addresses", { number: grouped(addresses.ipv4) })}` : "";
  return some(addresses.networks, addresses.count) + number;
}

const some = (networks: string[], count: number) =>
  networks.slice(0, MOST_NETWORKS).join(", ") + (count > MOST_NETWORKS ? ` … (${count})` : "");

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, "\u202f");
