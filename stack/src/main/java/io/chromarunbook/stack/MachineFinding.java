package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * One thing looked at on this machine.
 *
 * @param found what is so
 * @param mend what to do about it; null when nothing needs to be done
 */
@JsonInclude(Include.NON_NULL)
public record MachineFinding(String subject, Severity severity, String found, String mend) {
  /** How much it matters. */
  public enum Severity {
    /** As it should be. */
    GOOD,
    /** Good to know; something is merely not running or not installed yet. */
    NOTE,
    /** Something will not work until it is mended. */
    PROBLEM
  }

  static MachineFinding good(String subject, String found) {
    return new MachineFinding(subject, Severity.GOOD, found, null);
  }

  static MachineFinding note(String subject, String found, String mend) {
    return new MachineFinding(subject, Severity.NOTE, found, mend);
  }

  static MachineFinding problem(String subject, String found, String mend) {
    return new MachineFinding(subject, Severity.PROBLEM, found, mend);
  }
}
