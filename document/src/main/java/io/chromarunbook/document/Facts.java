package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/** Names, each with what is to be said of it. */
public record Facts(List<Fact> facts) implements Block {

  /** One of them. */
  public record Fact(String name, Paragraph value) {

    /** Any name, and any words. */
    public Fact {
      requireNonNull(name, "name is null");
      requireNonNull(value, "value is null");
    }

    /** Of these spans. */
    public static Fact of(String name, Span... spans) {
      return new Fact(name, Paragraph.of(spans));
    }

    /** Of words alone. */
    public static Fact of(String name, String text) {
      return new Fact(name, Paragraph.of(text));
    }
  }

  /** Of these facts. */
  public Facts {
    facts = List.copyOf(facts);
  }

  /** Of these facts. */
  public static Facts of(Fact... facts) {
    return new Facts(Arrays.asList(facts));
  }
}
