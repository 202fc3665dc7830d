package io.chromarunbook.gate.settling;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a write that was cut, as far as it can be read. */
public enum Outcome {
  /** What it wrote is there; what it deleted is not. */
  DONE("done"),
  /** Nothing of it was to be seen. */
  NOT_DONE("not done"),
  /** Some of its records. */
  PARTLY("partly"),
  /** It cannot be read. */
  NOT_KNOWN("not known");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** As the status has it. */
  @JsonValue
  public String word() {
    return word;
  }
}
