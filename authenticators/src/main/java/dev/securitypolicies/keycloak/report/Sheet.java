package dev.securitypolicies.keycloak.report;

import java.util.List;

/**
 * A part of the report as a table.
 *
 * @param title what it is about
 * @param note what a reader has to know; empty if nothing
 * @param head the names of the columns; empty for a list of sentences
 * @param rows the rows, each with as many cells
 */
record Sheet(String title, String note, List<String> head, List<List<String>> rows) {}
