package io.chromarunbook.workflows.plan;

/**
 * What a piece of a plan's file means.
 *
 * @param value null where nothing is written, or nothing that has a meaning
 * @param whole whether nothing that its record could miss was left out because it is wrong
 */
record Understood(Object value, boolean whole) {

  /** Nothing is written. */
  static final Understood NOTHING = new Understood(null, true);

  /** What is written means nothing. */
  static final Understood WRONG = new Understood(null, false);
}
