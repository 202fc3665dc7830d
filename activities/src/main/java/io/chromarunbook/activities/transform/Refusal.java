package io.chromarunbook.activities.transform;

/**
 * Why a record cannot go.
 *
 * @param cause the same for every record that fails for the same thing
 * @param reason one sentence for people
 * @param rule the line below {@code fields} in the plan that would let it go; empty where none can
 */
record Refusal(String cause, String reason, String rule) {}
