package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/**
 * Lines for a shell, to be pasted as they stand.
 *
 * @param lines one or more, parted by line ends
 */
public record CodeBlock(String lines) implements Block {

  /** Anything. */
  public CodeBlock {
    requireNonNull(lines, "lines is null");
    lines = lines.stripTrailing();
  }
}
