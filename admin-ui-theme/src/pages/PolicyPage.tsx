import {
  Alert,
  PageSection,
  Tab,
  Tabs,
  TabTitleText,
  Text,
  TextContent,
} from "@patternfly/react-core";
import type { i18n } from "i18next";
import { useCallback, useEffect, useMemo, useState } from "react";
import { ApiError, type Api, type Policy, type SaveOptions, type Status, type Stored } from "../api";
import { Activity } from "./Activity";
import { EditingContext, key, type Editing, type T } from "./context";
import { differences, isUnchanged } from "./draft";
import { FailureAlert, PendingAlert } from "./PageAlerts";
import { SaveBar } from "./SaveBar";
import { SaveDialog } from "./SaveDialog";
import { IpRestrictions } from "./IpRestrictions";
import { Overview } from "./Overview";
import { AdminPanel, MultiFactor, SessionAndAdmins } from "./tabs";
import { texts } from "./text";
import { WhatIf } from "./WhatIf";

const TABS = {
  overview: Overview,
  mfa: MultiFactor,
  ip: IpRestrictions,
  admin: AdminPanel,
  session: SessionAndAdmins,
  whatif: WhatIf,
  activity: Activity,
} as const;
type TabName = keyof typeof TABS;

type Props = { api: Api; language: string; notify(message: string, variant?: string): void };

/** The page. It knows no console: everything it needs comes as a property. */
export default function PolicyPage(props: Props) {
  const [words, setWords] = useState<i18n>();
  useEffect(() => {
    void texts(props.language).then(setWords);
  }, [props.language]);
  return words ? <Loaded {...props} words={words} /> : null;
}

function Loaded({ api, language, notify, words }: Props & { words: i18n }) {
  const t: T = useCallback((name, values) => words.t(key(name), values ?? {}), [words]);
  const [stored, setStored] = useState<Stored>();
  const [draft, setDraft] = useState<Policy>({});
  const [status, setStatus] = useState<Status>();
  const [failure, setFailure] = useState<ApiError>();
  const [tab, setTab] = useState<TabName>("overview");
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Policy>({});
  const [lastOptions, setLastOptions] = useState<SaveOptions>({});

  const show = useCallback(
    (loaded: Stored) => {
      setStored(loaded);
      setDraft(loaded.policy);
      setFailure(undefined);
      void api.status().then(setStatus, () => setStatus(undefined));
    },
    [api],
  );
  const attempt = useCallback(
    async (request: () => Promise<Stored>, message?: string) => {
      try {
        show(await request());
        if (message) notify(message, "success");
      } catch (error) {
        setFailure(error instanceof ApiError ? error : new ApiError(0, "failed", String(error)));
      }
    },
    [show, notify],
  );
  useEffect(() => {
    void attempt(() => api.read());
  }, [api, attempt]);

  const changes = useMemo(() => differences(stored?.policy ?? {}, draft), [stored, draft]);
  const save = (options: SaveOptions) => {
    setAsking(false);
    setLastOptions(options);
    setRefused(draft);
    void attempt(() => api.save(draft, stored?.tag ?? "", options), t("saved"));
  };

  const editing: Editing = {
    api,
    t,
    policy: draft,
    change: (changed) => {
      setDraft(changed);
      if (failure?.problems.length === 0) setFailure(undefined); // what was refused is not what would be saved now
    },
    problems:
      failure?.problems.filter((problem) => isUnchanged(problem, refused, draft)) ??
      stored?.problems.filter(({ code }) => code !== "ipv4-only") ??
      [],
    canEdit: stored?.canEdit ?? false,
    status,
    language,
  };
  return (
    <EditingContext.Provider value={editing}>
      <PageSection variant="light" data-testid="security-policies-page">
        <TextContent>
          <Text component="h1">{t("title")}</Text>
          <Text component="p">{t("subtitle")}</Text>
        </TextContent>
        {stored && !stored.canEdit && <Alert isInline variant="info" title={t("readonly")} />}
        {stored?.pending && (
          <PendingAlert
            t={t}
            pending={stored.pending}
            language={language}
            keep={() => void attempt(() => api.confirm())}
            takeBack={() => void attempt(() => api.revert())}
          />
        )}
        {failure && (
          <FailureAlert
            t={t}
            failure={failure}
            reload={() => void attempt(() => api.read())}
            insist={() => save({ ...lastOptions, override: true })}
          />
        )}
      </PageSection>
      <PageSection variant="light" type="tabs">
        <Tabs
          activeKey={tab}
          onSelect={(_, chosen) => setTab(chosen as TabName)}
          aria-label={t("title")}
          inset={{ default: "insetLg" }}
        >
          {(Object.keys(TABS) as TabName[]).map((name) => (
            <Tab
              key={name}
              eventKey={name}
              data-testid={`security-policies-tab-${name}`}
              title={<TabTitleText>{t(`tab.${name}`)}</TabTitleText>}
            >
              <TabBody name={name} active={tab === name && stored !== undefined} />
            </Tab>
          ))}
        </Tabs>
      </PageSection>
      {stored?.canEdit && (
        <SaveBar t={t} changed={changes.length > 0} save={() => setAsking(true)} revert={() => show(stored)} />
      )}
      {asking && <SaveDialog t={t} differences={changes} onSave={save} onClose={() => setAsking(false)} />}
    </EditingContext.Provider>
  );
}

function TabBody({ name, active }: { name: TabName; active: boolean }) {
  const Body = TABS[name];
  return <PageSection variant="light">{active && <Body />}</PageSection>;
}
