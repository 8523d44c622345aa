package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Coverage;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Period;
import java.util.List;
import java.util.stream.Stream;

/** Lays the report out as tables, which are printed or exported. */
final class ReportSheets {

    private ReportSheets() {}

    static List<Sheet> of(ReportRepresentation report) {
        return Stream.of(
                        Stream.of(
                                sentences(
                                        "Not in this report",
                                        "",
                                        report.records().gaps()),
                                sentences("Policy", "As it was at the end of " + report.to() + ".", report.policy()),
                                MatrixSheet.of(report.matrix()),
                                coverage(report.mfa())),
                        ExceptionSheets.of(report.exceptions()).stream(),
                        Stream.of(
                                ChangeSheet.of(report.changes()),
                                refusals(report),
                                days(report),
                                periods(report),
                                findings(report),
                                controls(report)),
                        Stream.of(records(report)))
                .flatMap(sheets -> sheets)
                .toList();
    }

    private static Sheet sentences(String title, String note, List<String> lines) {
        return new Sheet(title, note, List.of(), lines.stream().map(List::of).toList());
    }

    /** No rows would say that there was nothing. */
    static Sheet unknown(String title) {
        return sentences(title, "", List.of("This cannot be told from the records."));
    }

    private static Sheet coverage(Coverage mfa) {
        List<List<String>> rows = List.of(
                List.of("users", String.valueOf(mfa.users())),
                List.of("must have a second factor", String.valueOf(mfa.required())),
                List.of("of those have one", String.valueOf(mfa.requiredWithFactor())),
                List.of("of the others may still put it off", String.valueOf(mfa.inGrace())),
                List.of("have an authenticator app", String.valueOf(mfa.withAuthenticatorApp())),
                List.of("have a passkey", String.valueOf(mfa.withPasskey())),
                List.of("administrators", String.valueOf(mfa.admins())),
                List.of("administrators without a factor", String.join(", ", mfa.adminsWithoutFactor())));
        String note =
                mfa.complete() ? "As it is now." : "As it is now; there was not enough time to look at all users.";
        return new Sheet("Second factor", note, List.of("what", "how many, or who"), rows);
    }

    private static Sheet refusals(ReportRepresentation report) {
        List<List<String>> rows = report.refusals().stream()
                .map(refusals -> List.of(
                        refusals.kind(),
                        refusals.reason(),
                        refusals.door(),
                        refusals.network(),
                        String.valueOf(refusals.count()),
                        refusals.first(),
                        refusals.last()))
                .toList();
        return new Sheet(
                "Refused, reported and withheld",
                "",
                List.of("kind", "reason", "door", "network", "how often", "first", "last"),
                rows);
    }

    private static Sheet days(ReportRepresentation report) {
        List<List<String>> rows = report.days().stream()
                .map(day -> List.of(day.day(), String.valueOf(day.refused()), String.valueOf(day.reported())))
                .toList();
        return new Sheet("Refused and reported, by day", "", List.of("day", "refused", "reported"), rows);
    }

    private static Sheet periods(ReportRepresentation report) {
        List<Period> periods = report.periods();
        return periods == null
                ? unknown("Not enforced")
                : new Sheet(
                        "Not enforced",
                        "",
                        List.of("why", "since", "until"),
                        periods.stream()
                                .map(period -> List.of(period.mode(), period.since(), period.until()))
                                .toList());
    }

    private static Sheet findings(ReportRepresentation report) {
        List<List<String>> rows = report.findings().stream()
                .map(finding -> List.of(finding.severity().code(), finding.code(), finding.message(), finding.fix()))
                .toList();
        return new Sheet("Findings", "As they are now.", List.of("severity", "finding", "what", "fix"), rows);
    }

    private static Sheet controls(ReportRepresentation report) {
        List<List<String>> rows = report.controls().stream()
                .map(control -> List.of(control.framework(), control.control(), control.answeredBy()))
                .toList();
        return new Sheet("Controls", "", List.of("framework", "control", "parts of this report"), rows);
    }

    private static Sheet records(ReportRepresentation report) {
        return new Sheet(
                "Records",
                "",
                List.of("decisions", "changes", "logins", "SHA-256 of decisions and changes", "SHA-256 of logins"),
                List.of(List.of(
                        String.valueOf(report.records().decisions()),
                        String.valueOf(report.records().changes()),
                        String.valueOf(report.records().logins()),
                        report.records().sha256(),
                        report.records().loginsSha256())));
    }
}
