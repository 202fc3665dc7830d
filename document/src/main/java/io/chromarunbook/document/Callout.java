package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What must be seen first. Its tone is said in a word, and shown by a colour besides. */
public record Callout(Tone tone, List<Block> blocks) implements Block {

  /** How it is meant, and the word that says so. */
  public enum Tone {
    NOTE("Note"),
    GOOD("Good"),
    WARNING("Take care"),
    DANGER("Danger");

    private final String word;

    Tone(String word) {
      this.word = word;
    }

    /** The word it is shown with. */
    public String word() {
      return word;
    }
  }

  /** Of these blocks. */
  public Callout {
    requireNonNull(tone, "tone is null");
    blocks = List.copyOf(blocks);
  }

  /** Of these blocks. */
  public static Callout of(Tone tone, Block... blocks) {
    return new Callout(tone, List.of(blocks));
  }
}
