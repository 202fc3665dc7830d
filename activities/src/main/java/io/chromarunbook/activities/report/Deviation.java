package io.chromarunbook.activities.report;

import java.time.Instant;

/**
 * Something that did not go as the runbook has it, or as it should.
 *
 * @param kind "deviation", "outage", "time", "plan", "freeze", "quarantine", "tolerance" or
 *     "warning"
 * @param at when; null where it has no one time
 * @param text one sentence
 */
record Deviation(String kind, Instant at, String text) {}
