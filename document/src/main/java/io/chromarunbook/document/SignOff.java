package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where people sign, by hand on paper.
 *
 * @param statement what they sign
 */
public record SignOff(String statement, List<Line> lines) implements Block {

  /**
   * One signature.
   *
   * @param role as which it is given
   * @param name whose; empty where that is written in
   * @param said what is on record already, like an approval; empty where nothing is
   */
  public record Line(String role, String name, String said) {

    /** Any words. */
    public Line {
      requireNonNull(role, "role is null");
      requireNonNull(name, "name is null");
      requireNonNull(said, "said is null");
    }
  }

  /** Lines under a statement. */
  public SignOff {
    requireNonNull(statement, "statement is null");
    lines = List.copyOf(lines);
  }
}
