type Bar = { name: string; value: number; of: number; text: string };

const TRACK = { background: "var(--pf-v5-global--BackgroundColor--200)", height: "0.75rem", minWidth: "12rem" };
const FILL = { background: "var(--pf-v5-global--primary-color--100)", height: "100%" };

/** Numbers as bars; the text beside each says the same. */
export function Bars({ label, bars }: { label: string; bars: Bar[] }) {
  return (
    <table aria-label={label} style={{ width: "100%", maxWidth: "50rem" }}>
      <tbody>
        {bars.map(({ name, value, of, text }) => (
          <tr key={name}>
            <th scope="row" style={{ textAlign: "start", fontWeight: "normal", paddingInlineEnd: "1rem", width: "40%" }}>
              {name}
            </th>
            <td>
              <div style={TRACK} aria-hidden>
                <div style={{ ...FILL, width: `${of > 0 ? Math.max(value > 0 ? 1 : 0, (value / of) * 100) : 0}%` }} />
              </div>
            </td>
            <td style={{ paddingInlineStart: "1rem", whiteSpace: "nowrap" }}>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
