package io.chromarunbook.activities.report;

/**
 * A report in all its forms.
 *
 * @param json for machines
 * @param markdown for people, made from the one for machines alone
 * @param html the same with charts and with all there is, as one file
 */
public record Report(String json, String markdown, String html) {}
