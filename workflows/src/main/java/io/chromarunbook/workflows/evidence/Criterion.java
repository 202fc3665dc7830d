package io.chromarunbook.workflows.evidence;

/**
 * A line GO needs, or a trigger: a line that alone means NO-GO.
 *
 * @param pass true, false, or null while it is pending; of a trigger, false means that it fired
 */
public record Criterion(String id, String required, String observed, Boolean pass) {

  /** Whether it was looked at and does not hold. */
  public boolean failed() {
    return Boolean.FALSE.equals(pass);
  }
}
