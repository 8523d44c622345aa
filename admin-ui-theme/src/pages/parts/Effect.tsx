import { Alert, ExpandableSection, Spinner } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { messageOf, type Impact, type Policy } from "../../api";
import { useEditing } from "../context";
import { AccessChanges } from "./AccessChanges";
import { AddNetwork } from "./AddNetwork";
import { sentence } from "./WhatIfAnswer";

const DAYS = 30;
const MOST_NETWORKS = 5;

/** What the save would do, before it says what it changes: to addresses exactly, and to people by what they did before. */
export function Effect({ policy }: { policy: Policy }) {
  const { api, t } = useEditing();
  const [impact, setImpact] = useState<Impact>();
  const [error, setError] = useState("");
  const text = JSON.stringify(policy);
  useEffect(() => {
    const stop = new AbortController();
    setImpact(undefined);
    setError("");
    api.impact(JSON.parse(text) as Policy, DAYS, stop.signal).then(setImpact, (failure: unknown) => {
      if (!stop.signal.aborted) setError(messageOf(failure));
    });
    return () => stop.abort();
  }, [api, text]);
  return (
    <section aria-label={t("effect.title")} data-testid="security-policies-effect" className="pf-v5-u-mb-md" aria-live="polite">
      <h2 className="pf-v5-c-title pf-m-md">{t("effect.title")}</h2>
      {error && <Alert isInline isPlain variant="warning" title={t("effect.failed", { message: error })} />}
      {!impact && !error && (
        <p>
          <Spinner size="md" aria-label={t("effect.looking")} /> {t("effect.looking")}
        </p>
      )}
      {impact && <Said impact={impact} />}
    </section>
  );
}

function Said({ impact }: { impact: Impact }) {
  const { t } = useEditing();
  const { access, logins, mfa, basis } = impact;
  return (
    <>
      {access.length === 0 && <p>{t("effect.noaddress")}</p>}
      <AccessChanges access={access} />
      {logins && <Logins logins={logins} basis={basis} />}
      {mfa && mfa.withoutFactor > 0 && (
        <Alert
          isInline
          isPlain
          variant="warning"
          title={t("effect.mfa", { count: mfa.withoutFactor, names: mfa.examples.join(", ") })}
        />
      )}
      {mfa && mfa.passwordClients.length > 0 && <p>{t("effect.mfa.clients", { list: mfa.passwordClients.join(", ") })}</p>}
      {mfa && !mfa.complete && <p>{t("effect.mfa.partial")}</p>}
    </>
  );
}

function Logins({ logins, basis }: { logins: NonNullable<Impact["logins"]>; basis: Impact["basis"] }) {
  const { t, language } = useEditing();
  const time = (text: string) => new Date(text).toLocaleString(language);
  const hit = logins.refusedUsers + logins.losingUsers > 0;
  return (
    <>
      {logins.refusedUsers > 0 && (
        <Alert
          isInline
          isPlain
          variant="danger"
          title={t("effect.refused", { count: logins.refusedUsers, logins: logins.refused, days: DAYS })}
        />
      )}
      {logins.losingUsers > 0 && (
        <Alert
          isInline
          isPlain
          variant="warning"
          title={t("effect.losing", { count: logins.losingUsers, logins: logins.losing, days: DAYS })}
        />
      )}
      {!hit && <p>{t("effect.nologin", { count: logins.considered, days: DAYS })}</p>}
      {hit && (
        <ExpandableSection toggleText={t("effect.who")}>
          <ul className="pf-v5-c-list">
            {logins.worstUsers.map((user) => (
              <li key={user.id}>
                <strong>{user.username}</strong>{" "}
                {t("effect.last", { address: user.address, client: user.client, time: time(user.lastSeen) })}{" "}
                {user.reason ? sentence(t, user.reason) : t("effect.without", { roles: user.rolesLost.join(", ") })}
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
      {logins.networks.length > 0 && (
        <>
          <p>{t("effect.from")}</p>
          <ul className="pf-v5-c-list">
            {logins.networks.slice(0, MOST_NETWORKS).map(({ network, users }) => (
              <li key={network}>
                {network} ({t("effect.users", { count: users })}) <AddNetwork network={network} />
              </li>
            ))}
          </ul>
        </>
      )}
      {basis.source === "sessions" && <p>{t("effect.sessions")}</p>}
      {basis.source === "records" && <p>{t("effect.records")}</p>}
      {!basis.complete && <p>{t("effect.incomplete")}</p>}
      {basis.undecidedAddresses > 0 && <p>{t("effect.undecided", { count: basis.undecidedAddresses })}</p>}
    </>
  );
}
