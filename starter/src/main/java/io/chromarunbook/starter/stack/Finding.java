package io.chromarunbook.starter.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * One thing looked at on this machine.
 *
 * @param found what is so
 * @param mend what to do about it; null when nothing needs to be done
 */
@JsonInclude(Include.NON_NULL)
public record Finding(String subject, Severity severity, String found, String mend) {
  /** How much it matters. */
  public enum Severity {
    /** As it should be. */
    GOOD,
    /** Good to know; something is merely not running or not installed yet. */
    NOTE,
    /** Something will not work until it is mended. */
    PROBLEM
  }

  static Finding good(String subject, String found) {
    return new Finding(subject, Severity.GOOD, found, null);
  }

  static Finding note(String subject, String found, String mend) {
    return new Finding(subject, Severity.NOTE, found, mend);
  }

  static Finding problem(String subject, String found, String mend) {
    return new Finding(subject, Severity.PROBLEM, found, mend);
  }
}
