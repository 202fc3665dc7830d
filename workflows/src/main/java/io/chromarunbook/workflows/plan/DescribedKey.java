package io.chromarunbook.workflows.plan;

import java.util.List;
import java.util.Optional;

/**
 * A key of the plan as its author sees it.
 *
 * @param path from the top, like {@code timeline.maxFreeze}; names that authors choose are in
 *     capitals, and an entry of a list is {@code []}
 * @param name the last part of it
 * @param means what it says
 * @param takes what is possible, in words
 * @param choice the same, where the kind of value that is there already does not tell; else empty
 * @param standard its default as YAML in one line; empty where it has none
 * @param unset what holds where it is left out and there is no default; empty where nothing does
 * @param example as YAML in one line; empty where the default is one
 * @param needed whether it has to be written
 * @param shape what the keys below it are keys of; null where there are none
 * @param below the keys below it, or below each of its entries
 */
public record DescribedKey(
    String path,
    String name,
    String means,
    String takes,
    String choice,
    Optional<String> standard,
    String unset,
    String example,
    boolean needed,
    Class<?> shape,
    List<DescribedKey> below) {

  public DescribedKey {
    below = List.copyOf(below);
  }

  /** Whether the keys below it are there only where somebody writes them. */
  public boolean ofEntries() {
    return !below.isEmpty() && !below.get(0).path().equals(path + "." + below.get(0).name());
  }
}
