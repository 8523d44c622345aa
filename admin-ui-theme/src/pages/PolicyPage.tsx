import { Badge, PageSection, Tab, Tabs, TabTitleText, Text, TextContent } from "@patternfly/react-core";
import type { i18n } from "i18next";
import { useCallback, useEffect, useState } from "react";
import { FormProvider } from "react-hook-form";
import type { Api } from "../api";
import { EditingContext, key, type Editing, type Navigation, type T } from "./context";
import { TABS, tabOf, type TabName } from "./marks";
import { LeaveDialog, type Leaving } from "./parts/LeaveDialog";
import { FailureAlert, PendingAlert, ReadOnlyAlert } from "./parts/PageAlerts";
import { SaveBar } from "./parts/SaveBar";
import { SaveDialog } from "./parts/SaveDialog";
import { AccessTab } from "./tabs/AccessTab";
import { ActivityTab } from "./tabs/ActivityTab";
import { AdminTab } from "./tabs/AdminTab";
import { IpTab } from "./tabs/IpTab";
import { MfaTab } from "./tabs/MfaTab";
import { OrganizationsTab } from "./tabs/OrganizationsTab";
import { OverviewTab } from "./tabs/OverviewTab";
import { PeopleTab } from "./tabs/PeopleTab";
import { SessionTab } from "./tabs/SessionTab";
import { WhatIfTab } from "./tabs/WhatIfTab";
import { texts } from "./text";
import { useDocument } from "./useDocument";

const BODIES: Record<TabName, () => React.ReactNode> = {
  overview: OverviewTab,
  mfa: MfaTab,
  ip: IpTab,
  people: PeopleTab,
  organizations: OrganizationsTab,
  admin: AdminTab,
  session: SessionTab,
  access: AccessTab,
  whatif: WhatIfTab,
  activity: ActivityTab,
};
const FORMS: TabName[] = ["overview", "mfa", "ip", "admin", "session"];

type Props = {
  api: Api;
  realm: string;
  language: string;
  notify(message: string, variant?: string): void;
  navigation: Navigation;
  /** Tells the console whether there is something that leaving would lose. */
  guard(unsaved: boolean): void;
  /** Somebody is about to leave although there is. */
  leaving?: Leaving;
};

/** The page. It knows no console: everything it needs comes as a property. */
export default function PolicyPage(props: Props) {
  const [words, setWords] = useState<i18n>();
  useEffect(() => {
    void texts(props.language).then(setWords);
  }, [props.language]);
  return words ? <Loaded {...props} words={words} /> : null;
}

function Loaded({ api, realm, language, notify, navigation, guard, leaving, words }: Props & { words: i18n }) {
  const t: T = useCallback((name, values) => words.t(key(name), values ?? {}), [words]);
  const document = useDocument(api, t);
  const { stored, status, draft, changes, marks, canEdit } = document;
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(0);
  const wrong = useCallback(() => {
    setAsking(false);
    setRefused((times) => times + 1);
  }, []);
  const unsaved = changes.length > 0;
  useEffect(() => guard(unsaved), [guard, unsaved]);

  const tab = TABS.find((name) => name === navigation.tab) ?? "overview";
  const editing: Editing = {
    api,
    t,
    realm,
    policy: draft,
    saved: stored?.policy ?? {},
    marks,
    canEdit,
    unsaved,
    load: document.load,
    status,
    language,
    navigation,
  };
  const Body = BODIES[tab];
  return (
    <FormProvider {...document.form}>
      <EditingContext.Provider value={editing}>
        <PageSection variant="light" data-testid="security-policies-page">
          <TextContent>
            <Text component="h1">{t("title", { realm })}</Text>
            <Text component="p">{t("subtitle")}</Text>
          </TextContent>
          <ReadOnlyAlert shown={stored !== undefined && !canEdit} />
          {stored?.pending && <PendingAlert pending={stored.pending} keep={document.confirm} takeBack={document.takeBack} />}
          {document.failure && !asking && <FailureAlert failure={document.failure} reload={document.reload} />}
        </PageSection>
        <PageSection variant="light" padding={{ default: "noPadding" }}>
          <Tabs
            isBox
            activeKey={tab}
            onSelect={(_, chosen) => navigation.go(chosen as TabName)}
            aria-label={t("title", { realm })}
          >
            {TABS.map((name) => (
              <Tab
                key={name}
                eventKey={name}
                tabContentId="security-policies-tab-content"
                data-testid={`security-policies-tab-${name}`}
                title={<Title name={name} t={t} count={marks.filter(({ at }) => tabOf(at) === name).length} />}
              />
            ))}
          </Tabs>
        </PageSection>
        <PageSection variant="light" isFilled id="security-policies-tab-content" role="tabpanel" aria-label={t(`tab.${tab}`)}>
          {stored && <Body />}
        </PageSection>
        {canEdit && (unsaved || FORMS.includes(tab)) && (
          <SaveBar
            marks={marks}
            unsaved={unsaved}
            refused={refused}
            save={() => setAsking(true)}
            wrong={wrong}
            revert={document.revert}
          />
        )}
        {asking && (
          <SaveDialog
            document={document}
            wrong={wrong}
            close={() => {
              setAsking(false);
              document.forgetFailure();
            }}
            saved={(findings) => {
              setAsking(false);
              notify(findings > 0 ? `${t("saved")} ${t("saved.findings", { count: findings })}` : t("saved"), "success");
            }}
          />
        )}
        {leaving && <LeaveDialog leaving={leaving} />}
      </EditingContext.Provider>
    </FormProvider>
  );
}

function Title({ name, t, count }: { name: TabName; t: T; count: number }) {
  return (
    <TabTitleText>
      {t(`tab.${name}`)}{" "}
      {count > 0 && (
        <Badge data-testid={`security-policies-marks-${name}`} screenReaderText={t("marks.count", { count })}>
          {count}
        </Badge>
      )}
    </TabTitleText>
  );
}
