package io.chromarunbook.activities.transform;

/**
 * Why a record cannot go.
 *
 * @param cause the same for every record that fails for the same thing
 * @param reason one sentence for people
 */
record Refusal(String cause, String reason) {}
