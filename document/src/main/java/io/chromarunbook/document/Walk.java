package io.chromarunbook.document;

import java.util.List;
import java.util.stream.Stream;

/** All that blocks hold, in the order in which it is read. */
final class Walk {

  private Walk() {}

  /** These blocks, and all within them. */
  static Stream<Block> blocks(List<? extends Block> blocks) {
    return blocks.stream().flatMap(block -> Stream.concat(Stream.of(block), blocks(within(block))));
  }

  private static List<Block> within(Block block) {
    if (block instanceof Section section) {
      return section.blocks();
    }
    if (block instanceof Bullets list) {
      return list.items().stream().flatMap(item -> item.blocks().stream()).toList();
    }
    if (block instanceof Numbered list) {
      return list.items().stream().flatMap(item -> item.blocks().stream()).toList();
    }
    if (block instanceof Checklist list) {
      return list.checks().stream().<Block>map(Checklist.Check::words).toList();
    }
    if (block instanceof Facts facts) {
      return facts.facts().stream().<Block>map(Facts.Fact::value).toList();
    }
    if (block instanceof Callout callout) {
      return callout.blocks();
    }
    if (block instanceof Fold fold) {
      return fold.blocks();
    }
    return block instanceof Figure figure ? figure.inWords() : List.of();
  }

  /** All spans of all that is within these blocks. */
  static Stream<Span> spans(List<? extends Block> blocks) {
    return blocks(blocks)
        .flatMap(
            block -> {
              if (block instanceof Paragraph paragraph) {
                return paragraph.spans().stream();
              }
              return block instanceof Table table
                  ? table.rows().stream()
                      .flatMap(row -> row.cells().stream())
                      .flatMap(cell -> cell.spans().stream())
                  : Stream.empty();
            });
  }
}
