package io.chromarunbook.activities.frontdoor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a gate says of a rehearsal.
 *
 * @param well whether an application would have been served there, and back again
 * @param message what was seen, or what was not as it should be
 * @param revertMillis how long the way back took
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateRehearsal(boolean well, String message, long switchMillis, long revertMillis) {}
