import { Alert, Button, FormSection, Split, SplitItem, TextInput } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import type { Matrix, Report } from "../../api";
import { useEditing } from "../context";
import { useLongWork } from "../useLongWork";
import { Bars } from "./Bars";
import { keep } from "./csv";
import { DayChart } from "./DayChart";
import { sentence } from "./WhatIfAnswer";
import { Working } from "./Working";

const DAYS = 30;
const MOST_BARS = 12;
const FORMATS = ["csv", "json"] as const;

/** A day of now and so many days before, in UTC as the report counts them. */
const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** What the records of some days come to: as charts here, and on one sheet for the auditor. */
export function ReportSection({ found }: { found(matrix: Matrix): void }) {
  const { api, t, realm } = useEditing();
  const [from, setFrom] = useState(day(DAYS - 1));
  const [to, setTo] = useState(day(0));
  const { answer, run, ...work } = useLongWork<Report>();
  const { answer: sheet, run: write, ...writing } = useLongWork<string | undefined>();
  const look = () =>
    run(async (signal) => {
      const report = await api.report(from, to, signal);
      if (to >= day(0)) found(report.matrix); // an earlier one is not what is in force
      return report;
    });
  // a window that opens by itself so long after the click is blocked, so that a second click opens it
  const print = () => write(async (signal) => URL.createObjectURL(await api.reportFile(from, to, "html", signal)));
  useEffect(() => (sheet ? () => URL.revokeObjectURL(sheet) : undefined), [sheet]);
  const save = (format: (typeof FORMATS)[number]) =>
    write(async (signal) => {
      keep(`security-policy-${realm}-${from}-${to}.${format}`, await api.reportFile(from, to, format, signal));
      return undefined;
    });
  const busy = work.seconds !== undefined || writing.seconds !== undefined;
  return (
    <FormSection title={t("report.title")} titleElement="h2" data-testid="security-policies-report">
      <p>{t("report.help")}</p>
      <Split hasGutter isWrappable>
        <SplitItem>
          <TextInput type="date" aria-label={t("report.from")} value={from} onChange={(_, value) => setFrom(value)} />
        </SplitItem>
        <SplitItem>
          <TextInput type="date" aria-label={t("report.to")} value={to} onChange={(_, value) => setTo(value)} />
        </SplitItem>
        <SplitItem>
          <Button variant="secondary" isDisabled={busy} onClick={() => void look()}>
            {t("report.look")}
          </Button>{" "}
          <Button variant="secondary" isDisabled={busy} onClick={() => void print()}>
            {t("report.print")}
          </Button>{" "}
          {FORMATS.map((format) => (
            <Button key={format} variant="link" isDisabled={busy} onClick={() => void save(format)}>
              {format.toUpperCase()}
            </Button>
          ))}
        </SplitItem>
      </Split>
      <Working work={work} />
      <Working work={writing} />
      {sheet && (
        <p>
          <a href={sheet} target="_blank" rel="noopener noreferrer">
            {t("report.open")}
          </a>
        </p>
      )}
      {answer && <Charts report={answer} />}
    </FormSection>
  );
}

function Charts({ report }: { report: Report }) {
  const { t } = useEditing();
  const { mfa, records } = report;
  const byReason = new Map<string, number>();
  report.refusals
    .filter(({ kind }) => kind !== "notice")
    .forEach(({ reason, count }) => byReason.set(reason, (byReason.get(reason) ?? 0) + count));
  const reasons = [...byReason].sort(([, a], [, b]) => b - a).slice(0, MOST_BARS);
  const most = reasons[0]?.[1] ?? 0;
  const part = (key: string, value: number, of: number) => ({ name: t(key), value, of, text: `${value} / ${of}` });
  return (
    <div data-testid="security-policies-charts">
      <h3 className="pf-v5-c-title pf-m-md">{t("report.refusals")}</h3>
      {reasons.length === 0 && <p>{t("report.norefusals")}</p>}
      {reasons.length > 0 && <DayChart report={report} />}
      <Bars
        label={t("report.refusals")}
        bars={reasons.map(([reason, value]) => ({ name: sentence(t, reason), value, of: most, text: String(value) }))}
      />
      <h3 className="pf-v5-c-title pf-m-md pf-v5-u-mt-md">{t("report.mfa")}</h3>
      <Bars
        label={t("report.mfa")}
        bars={[
          part("report.mfa.required", mfa.required, mfa.users),
          part("report.mfa.has", mfa.requiredWithFactor, mfa.required),
          part("report.mfa.app", mfa.withAuthenticatorApp, mfa.users),
          part("report.mfa.passkey", mfa.withPasskey, mfa.users),
        ]}
      />
      {mfa.adminsWithoutFactor.length > 0 && (
        <Alert
          isInline
          isPlain
          variant="warning"
          title={t("report.mfa.admins", { count: mfa.adminsWithoutFactor.length, names: mfa.adminsWithoutFactor.join(", ") })}
        />
      )}
      {records.gaps.map((gap) => (
        <Alert key={gap} isInline isPlain variant="warning" title={gap} />
      ))}
      <p>
        {t("report.records", { decisions: records.decisions, changes: records.changes })} <code>{records.sha256}</code>
      </p>
    </div>
  );
}
