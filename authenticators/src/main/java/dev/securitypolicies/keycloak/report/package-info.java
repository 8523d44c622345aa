/** The auditor's report: what the records of a time come to, on one sheet. */
@NullMarked
package dev.securitypolicies.keycloak.report;

import org.jspecify.annotations.NullMarked;
