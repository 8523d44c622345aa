package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.report.ReportCsv;
import dev.securitypolicies.keycloak.report.ReportHtml;
import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.headers.SecurityHeadersProvider;

/** The auditor's report, as a page to print, as lines of values, or as JSON. */
public final class ReportResource {

    private static final String CSV = "text/csv";
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
            @Context HttpHeaders headers) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        request.auth().users().requireView();
        String written = format == null ? accepted(headers) : format;
        LocalDate last =
                day("to", to, LocalDate.ofInstant(Instant.ofEpochMilli(Time.currentTimeMillis()), ZoneOffset.UTC));
        LocalDate first = day("from", from, last.minusDays(DEFAULT_DAYS - 1));
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw JsonResponses.badParameter("`from` is a day before `to`, at most " + MOST_DAYS + " days");
        }
        return LongWork.run(
                request.realm(), deadline -> written(written, new Report(request, deadline).of(first, last)));
    }

    private Response written(String format, ReportRepresentation report) {
        return switch (format) {
            case "json" -> JsonResponses.ok(report);
            case "html" -> text(MediaType.TEXT_HTML, ReportHtml.of(report));
            case "csv" -> text(CSV, ReportCsv.of(report));
            default -> throw JsonResponses.badParameter("`format` is one of html, csv and json");
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

    private static String accepted(HttpHeaders headers) {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        if (first.isWildcardType()) {
            return "json";
        }
        return switch (first.getSubtype()) {
            case "html" -> "html";
            case "csv" -> "csv";
            default -> "json";
        };
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw JsonResponses.badParameter("`" + name + "` is no day; write one such as 2026-01-31");
        }
    }
}
