package io.chromarunbook.activities.report;

/**
 * A report in both its forms.
 *
 * @param json for machines
 * @param markdown for people, made from the one for machines alone
 */
public record Report(String json, String markdown) {}
