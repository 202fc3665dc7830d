package io.chromarunbook.activities.report;

/**
 * How the source is made to take writes again.
 *
 * @param needed whether it still refuses them
 * @param command to be typed; null where the plan leaves it to people
 */
record ThawLine(boolean needed, String command) {}
