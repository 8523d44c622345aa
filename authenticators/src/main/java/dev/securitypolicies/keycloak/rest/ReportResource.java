package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.report.ReportCsv;
import dev.securitypolicies.keycloak.report.ReportHtml;
import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.headers.SecurityHeadersProvider;

/** The auditor's report, as a page to print, as lines of values, or as JSON. */
public final class ReportResource {

    private static final String CSV = "text/csv";
    private static final Set<String> FORMATS = Set.of("json", "html", "csv");
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_HTML_TYPE, new MediaType("text", "csv"))
            .build();
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 3_660;

    private final AdminRequest request;

    ReportResource(AdminRequest request) {
        this.request = request;
    }

    /** From the first day to the last one, both included, in UTC; without them, the last ninety days. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, CSV})
    public Response report(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("format") @Nullable String format,
            @Context Request asked) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        request.auth().users().requireView();
        String written = format == null ? accepted(asked) : format;
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(Time.currentTimeMillis()), ZoneOffset.UTC);
        LocalDate last = day("to", to, today);
        LocalDate first = day("from", from, last.minusDays(DEFAULT_DAYS - 1));
        if (!FORMATS.contains(written)) {
            throw JsonResponses.badParameter("`format` is one of html, csv and json");
        }
        if (last.isAfter(today)
                || first.isAfter(last)
                || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw JsonResponses.badParameter("`from` is a day up to `to`, at most " + MOST_DAYS
                    + " days before it, and `to` one up to today, in UTC");
        }
        return LongWork.run(
                request.realm(), deadline -> written(written, new Report(request, deadline).of(first, last)));
    }

    private Response written(String format, ReportRepresentation report) {
        return switch (format) {
            case "html" -> text(MediaType.TEXT_HTML, ReportHtml.of(report));
            case "csv" -> text(CSV, ReportCsv.of(report));
            default -> JsonResponses.ok(report);
        };
    }

    /** A page that does nothing but show itself, wherever it is opened. */
    private Response text(String type, String body) {
        request.session()
                .getProvider(SecurityHeadersProvider.class)
                .options()
                .skipHeaders(); // those of the console would take the place of these
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(body)
                .type(type + "; charset=utf-8")
                .cacheControl(never)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /** What nobody can read or serve is answered as JSON. */
    private static String accepted(Request asked) {
        try {
            Variant best = asked.selectVariant(VARIANTS);
            return best == null ? "json" : best.getMediaType().getSubtype();
        } catch (IllegalArgumentException e) {
            return "json";
        }
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw JsonResponses.badParameter("`" + name + "` is no day; write one such as 2026-01-31");
    }
}
