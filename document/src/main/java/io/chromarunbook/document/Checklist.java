package io.chromarunbook.document;

import java.util.List;

/** What somebody ticks off, on the screen's print or in the file. */
public record Checklist(List<Check> checks) implements Block {

  /** One line of it. */
  public record Check(State state, Paragraph words) {}

  /** Whether it has been done. */
  public enum State {
    OPEN,
    DONE
  }

  /** Of these lines. */
  public Checklist {
    checks = List.copyOf(checks);
  }

  /** Of lines that are all still to be done. */
  public static Checklist open(List<Paragraph> words) {
    return new Checklist(words.stream().map(line -> new Check(State.OPEN, line)).toList());
  }
}
