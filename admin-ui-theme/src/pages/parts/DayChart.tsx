import type { Report } from "../../api";
import { useEditing } from "../context";

const HEIGHT = 80;
const MOST_DAYS = 92;
const COLORS = { refused: "var(--pf-v5-global--danger-color--100)", reported: "var(--pf-v5-global--warning-color--100)" };

const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Every day from the first to the last one, of very many the last ones. */
function all(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = next(day)) days.push(day);
  return days.slice(-MOST_DAYS);
}

/** What was refused and reported, a column for each day; what it says is in the title of the column, and in the report. */
export function DayChart({ report }: { report: Report }) {
  const { t, language } = useEditing();
  const known = new Map(report.days.map((day) => [day.day, day]));
  const days = all(report.from, report.to).map((day) => known.get(day) ?? { day, refused: 0, reported: 0 });
  const [first, last] = [days[0]?.day ?? report.from, report.to];
  const most = Math.max(1, ...days.map(({ refused, reported }) => refused + reported));
  const date = (day: string) => new Date(`${day}T12:00:00Z`).toLocaleDateString(language, { timeZone: "UTC" });
  return (
    <div role="img" aria-label={t("report.days", { from: date(first), to: date(last), most })}>
      <div style={{ display: "flex", alignItems: "flex-end", height: HEIGHT, gap: 1, maxWidth: "50rem" }}>
        {days.map(({ day, refused, reported }) => (
          <div
            key={day}
            title={t("report.day", { day: date(day), refused, reported })}
            style={{ flex: 1, minWidth: 2, background: "var(--pf-v5-global--BackgroundColor--200)" }}
          >
            <div style={{ height: (reported / most) * HEIGHT, background: COLORS.reported }} />
            <div style={{ height: (refused / most) * HEIGHT, background: COLORS.refused }} />
            <div style={{ height: 1 }} />
          </div>
        ))}
      </div>
      <small>
        <span style={{ color: COLORS.refused }}>■</span> {t("kind.refused")} <span style={{ color: COLORS.reported }}>■</span>{" "}
        {t("kind.reported")}, {date(first)} – {date(last)}
      </small>
    </div>
  );
}
