package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import java.util.List;

/** The report as one page to print, which loads nothing from anywhere. All that comes from records and names is escaped. */
public final class ReportHtml {

    private static final String STYLE = """
            body { font: 10pt/1.4 sans-serif; color: #151515; margin: 2em auto; max-width: 70em; padding: 0 1em }
            h1 { font-size: 16pt } h2 { font-size: 12pt; margin: 1.6em 0 .4em; break-after: avoid }
            table { border-collapse: collapse; width: 100%; font-size: 9pt }
            th, td { border: 1px solid #c7c7c7; padding: .25em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere }
            th { background: #f2f2f2 } tr { break-inside: avoid }
            p { margin: .3em 0 } .note { color: #4d4d4d }
            @media print { body { margin: 0; max-width: none } }
            """;

    private final StringBuilder page = new StringBuilder();

    private ReportHtml() {}

    /** The page, in UTF-8. */
    public static String of(ReportRepresentation report) {
        ReportHtml html = new ReportHtml();
        String title = "Security policy of " + report.realm() + ", " + report.from() + " to " + report.to();
        html.page
                .append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p class=\"note\">Days and times in UTC.</p>\n");
        ReportSheets.of(report).forEach(html::sheet);
        return html.page.append("</body></html>\n").toString();
    }

    private void sheet(Sheet sheet) {
        element("h2", sheet.title());
        if (!sheet.note().isEmpty()) {
            page.append("<p class=\"note\">").append(escaped(sheet.note())).append("</p>\n");
        }
        if (sheet.rows().isEmpty()) {
            element("p", "None.");
        } else if (sheet.head().isEmpty()) {
            sheet.rows().forEach(row -> element("p", row.get(0)));
        } else {
            page.append("<table><thead>");
            row("th", sheet.head());
            page.append("</thead><tbody>\n");
            sheet.rows().forEach(row -> row("td", row));
            page.append("</tbody></table>\n");
        }
    }

    private void row(String cell, List<String> texts) {
        page.append("<tr>");
        texts.forEach(text -> element(cell, text));
        page.append("</tr>\n");
    }

    private void element(String name, String text) {
        page.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append('>');
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
