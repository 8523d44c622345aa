import { FormSelect, FormSelectOption, Split, SplitItem } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import type { Impact, Policy, Version } from "../../api";
import { useEditing } from "../context";
import { useLongWork } from "../useLongWork";
import { AccessChanges } from "./AccessChanges";
import { Working } from "./Working";

/** What any two versions of the policy make of addresses, exactly. */
export function CompareVersions({ versions }: { versions: Version[] }) {
  const { api, t, saved, language } = useEditing();
  const [first, setFirst] = useState(versions[0]?.id ?? "");
  const [second, setSecond] = useState("");
  const { answer, run, ...work } = useLongWork<Impact["access"]>();
  const policy = (id: string): Policy => versions.find((version) => version.id === id)?.policy ?? saved;
  const [before, after] = [JSON.stringify(policy(first)), JSON.stringify(policy(second))];
  useEffect(() => {
    void run((signal) => api.compare(JSON.parse(before) as Policy, JSON.parse(after) as Policy, signal));
  }, [api, run, before, after]);
  const choice = (label: string, value: string, choose: (id: string) => void) => (
    <FormSelect aria-label={label} value={value} onChange={(_, id) => choose(id)}>
      {versions.map(({ id, time }) => (
        <FormSelectOption key={id} value={id} label={t("versions.until", { time: new Date(time).toLocaleString(language) })} />
      ))}
      <FormSelectOption value="" label={t("versions.now")} />
    </FormSelect>
  );
  return (
    <section aria-label={t("versions.compare")} data-testid="security-policies-compare" className="pf-v5-u-mb-md">
      <Split hasGutter isWrappable>
        <SplitItem>{choice(t("versions.first"), first, setFirst)}</SplitItem>
        <SplitItem>{choice(t("versions.second"), second, setSecond)}</SplitItem>
      </Split>
      <Working work={work} />
      {answer && (answer.length === 0 ? <p>{t("versions.same")}</p> : <AccessChanges access={answer} />)}
    </section>
  );
}
