#!/usr/bin/env node
// Whether a candidate policy lets anybody in from an address from which the policy in force does not.
// Usage: TOKEN=… node check-no-new-access.mjs https://keycloak.example/admin/realms/REALM policy.json
// Exit code: 0 if no address gains anything; 1 if one does, with what it gains; 2 if nobody could tell.
import { readFileSync } from "node:fs";

const [realm, file] = process.argv.slice(2);
const token = process.env.TOKEN;

function stop(message) {
  console.error(message);
  process.exit(2);
}

if (!realm || !file || !token) stop("usage: TOKEN=… node check-no-new-access.mjs https://keycloak.example/admin/realms/REALM policy.json");

async function ask() {
  const policy = JSON.parse(readFileSync(file, "utf8"));
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) stop(`${file} holds no policy`);
  if (policy.attributes && !Object.keys(policy.attributes).some((name) => name.startsWith("securityPolicy."))) stop(`${file} holds no policy`);
  if (policy.realm && !realm.endsWith(`/${encodeURIComponent(policy.realm)}`)) stop(`${file} is of the realm ${policy.realm}`);
  const response = await fetch(`${realm}/security-policy/impact`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ policy, days: 0 }),
  });
  const text = await response.text();
  if (!response.ok) stop(`the server answered ${response.status}: ${text}`);
  return JSON.parse(text).access;
}

const access = await ask().catch((failure) => stop(String(failure.cause ?? failure)));
const gains = access.filter(({ gained }) => gained.count > 0);
for (const { subject, name, gained } of gains) {
  const all = gained.allBut ? `all but ${gained.allBut.join(", ")}` : gained.networks.join(", ");
  const more = gained.allBut ? 0 : gained.count - gained.networks.length;
  const whose = name ? `${subject} ${name}` : subject;
  console.log(`${whose} gains ${all}${more > 0 ? ` and ${more} more networks` : ""}`);
}
if (gains.length === 0) console.log("no address gains access; what is asked of second factors and SSO was not looked at");
process.exit(gains.length === 0 ? 0 : 1);
