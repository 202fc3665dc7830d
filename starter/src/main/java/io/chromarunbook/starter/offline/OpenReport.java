package io.chromarunbook.starter.offline;

/**
 * The report on a run that has not ended.
 *
 * @param json for machines
 * @param markdown for people
 */
public record OpenReport(String json, String markdown) {}
