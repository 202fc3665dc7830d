package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What most readers pass over: one line, behind which there is more.
 *
 * @param depth whether what is behind it is worth its place where nothing folds
 */
public record Fold(String summary, Depth depth, List<Block> blocks) implements Block {

  /** How much of it a form shows that cannot fold. */
  public enum Depth {
    /** All of it, under its one line. */
    WHOLE,
    /** Its one line, which says enough. */
    SUMMARY,
    /** Nothing; its line is among those at the end that say what else there is in HTML. */
    ELSEWHERE
  }

  /** These blocks behind a line of any words. */
  public Fold {
    requireNonNull(summary, "summary is null");
    requireNonNull(depth, "depth is null");
    blocks = List.copyOf(blocks);
  }

  /** What Markdown has too. */
  public static Fold whole(String summary, Block... blocks) {
    return new Fold(summary, Depth.WHOLE, List.of(blocks));
  }

  /** What Markdown leaves out; it says at its end that HTML has it. */
  public static Fold elsewhere(String summary, Block... blocks) {
    return new Fold(summary, Depth.ELSEWHERE, List.of(blocks));
  }

  /** Of which Markdown has the one line alone. */
  public static Fold summary(String summary, Block... blocks) {
    return new Fold(summary, Depth.SUMMARY, List.of(blocks));
  }
}
