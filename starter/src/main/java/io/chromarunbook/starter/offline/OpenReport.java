package io.chromarunbook.starter.offline;

/**
 * The report on a run that has not ended.
 *
 * @param json for machines
 * @param markdown for people
 * @param html for people, with charts and with all there is
 */
public record OpenReport(String json, String markdown, String html) {}
