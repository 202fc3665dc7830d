package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Callout;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Fold;
import io.chromarunbook.document.Numbered;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.List;
import java.util.stream.Stream;

/** What a reader of a document pastes, line by line. */
public final class Pasted {

  private Pasted() {}

  /** The lines of all blocks of commands, in the order in which they are read. */
  static List<String> lines(Document document) {
    return Stream.concat(
            document.opening().stream(), document.sections().stream().map(Block.class::cast))
        .flatMap(Pasted::blocks)
        .flatMap(block -> block.lines().lines())
        .toList();
  }

  /** Those that are commands of ours. */
  public static List<String> ours(Subject subject, DocumentName name) {
    return lines(DocumentSet.documents(subject).get(name)).stream()
        .filter(line -> line.startsWith(RunbookCommand.PROGRAM + " "))
        .toList();
  }

  private static Stream<CodeBlock> blocks(Block block) {
    if (block instanceof CodeBlock code) {
      return Stream.of(code);
    }
    List<? extends Block> within = List.of();
    if (block instanceof Section section) {
      within = section.blocks();
    } else if (block instanceof Callout callout) {
      within = callout.blocks();
    } else if (block instanceof Fold fold) {
      within = fold.blocks();
    } else if (block instanceof Bullets list) {
      within = list.items().stream().flatMap(item -> item.blocks().stream()).toList();
    } else if (block instanceof Numbered list) {
      within = list.items().stream().flatMap(item -> item.blocks().stream()).toList();
    }
    return within.stream().flatMap(Pasted::blocks);
  }
}
