package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something to read.
 *
 * @param title of the whole; any text
 * @param opening what stands before the first section
 */
public record Document(String title, List<Block> opening, List<Section> sections) {

  /** With every anchor once, and every link to one of them. */
  public Document {
    requireNonNull(title, "title is null");
    opening = List.copyOf(opening);
    sections = List.copyOf(sections);
    Set<String> anchors = new HashSet<>();
    Walk.blocks(Stream.concat(opening.stream(), sections.stream()).toList())
        .filter(Section.class::isInstance)
        .map(Section.class::cast)
        .forEach(
            section -> {
              if (!anchors.add(section.anchor())) {
                throw new IllegalArgumentException(
                    "two sections have the anchor " + section.anchor());
              }
            });
    Walk.spans(Stream.concat(opening.stream(), sections.stream()).toList())
        .filter(Link.class::isInstance)
        .map(Link.class::cast)
        .forEach(
            link -> {
              if (!anchors.contains(link.anchor())) {
                throw new IllegalArgumentException("no section has the anchor " + link.anchor());
              }
            });
  }
}
