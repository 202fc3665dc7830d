package io.chromarunbook.document;

import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.Visible;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A document as Markdown, as GitHub and editors show it. */
public final class MarkdownPage {

  private static final int DEEPEST = 6;

  private final MarkdownAnchors anchors;
  private final MarkdownLine lines;

  private MarkdownPage(Document document) {
    this.anchors = new MarkdownAnchors(document);
    this.lines = new MarkdownLine(anchors);
  }

  /** The whole file. */
  public static String of(Document document) {
    MarkdownPage page = new MarkdownPage(document);
    StringBuilder text = new StringBuilder("# " + Markdown.plain(document.title()) + "\n\n");
    text.append(page.blocks(document.opening(), 2));
    document.sections().forEach(section -> text.append(page.section(section, 2)));
    return text.append(elsewhere(document)).toString().stripTrailing() + "\n";
  }

  private static String elsewhere(Document document) {
    List<String> folds =
        Walk.blocks(
                Stream.concat(document.opening().stream(), document.sections().stream()).toList())
            .filter(Fold.class::isInstance)
            .map(Fold.class::cast)
            .filter(fold -> fold.depth() == Fold.Depth.ELSEWHERE)
            .map(fold -> Markdown.plain(fold.summary()))
            .toList();
    return folds.isEmpty()
        ? ""
        : line("The HTML form has besides: " + String.join("; ", folds) + ".");
  }

  private String blocks(List<Block> blocks, int level) {
    return blocks.stream().map(block -> block(block, level)).collect(Collectors.joining());
  }

  /** What a block is, with an empty line below it. */
  private String block(Block block, int level) {
    if (block instanceof Section section) {
      return section(section, level);
    }
    if (block instanceof Paragraph paragraph) {
      return line(lines.of(paragraph.spans()));
    }
    if (block instanceof Bullets list) {
      return list.items().stream().map(item -> item("- ", item, level)).collect(tight());
    }
    if (block instanceof Numbered list) {
      StringBuilder text = new StringBuilder();
      for (int at = 0; at < list.items().size(); at++) {
        text.append(item((at + 1) + ". ", list.items().get(at), level));
      }
      return text.append('\n').toString();
    }
    if (block instanceof Checklist list) {
      return list.checks().stream().map(this::check).collect(tight());
    }
    if (block instanceof Facts facts) {
      return facts.facts().stream()
          .map(
              fact ->
                  "- **%s:** %s\n"
                      .formatted(Markdown.plain(fact.name()), lines.of(fact.value().spans())))
          .collect(tight());
    }
    if (block instanceof Table table) {
      return line("**" + Markdown.plain(table.caption()) + "**") + table(table);
    }
    if (block instanceof CodeBlock code) {
      return Markdown.block(Visible.lines(code.lines())) + "\n";
    }
    if (block instanceof Figure figure) {
      return figure(figure, level);
    }
    if (block instanceof Callout callout) {
      return callout(callout, level);
    }
    if (block instanceof Fold fold) {
      return fold(fold, level);
    }
    return block instanceof SignOff signOff ? signOff(signOff) : "";
  }

  private String section(Section section, int level) {
    StringBuilder text = new StringBuilder("#".repeat(Math.min(level, DEEPEST)));
    text.append(' ').append(Markdown.plain(section.title())).append("\n\n");
    for (int at = 0; at < section.blocks().size(); at++) {
      Block block = section.blocks().get(at);
      // Right below its heading a table needs no words of its own.
      text.append(at == 0 && block instanceof Table table ? table(table) : block(block, level + 1));
    }
    return text.toString();
  }

  private static String line(String words) {
    return words.isEmpty() ? "" : words + "\n\n";
  }

  /** Lines without space between them, and some below the last. */
  private static Collector<CharSequence, ?, String> tight() {
    return Collectors.joining("", "", "\n");
  }

  private String item(String mark, Item item, int level) {
    String text =
        blocks(item.blocks(), level)
            .stripTrailing()
            .replaceAll("\n(?!\n)", "\n" + " ".repeat(mark.length()));
    return mark + text + "\n";
  }

  private String check(Checklist.Check check) {
    return (check.state() == Checklist.State.DONE ? "- [x] " : "- [ ] ")
        + lines.of(check.words().spans())
        + "\n";
  }

  private String table(Table table) {
    return MarkdownTable.of(
        table.columns(),
        table.rows().stream()
            .map(row -> row.cells().stream().map(cell -> lines.of(cell.spans())).toList())
            .toList());
  }

  private String figure(Figure figure, int level) {
    return figure.inWords().isEmpty()
        ? line("**" + Markdown.plain(figure.title()) + ":** " + Markdown.plain(figure.text()))
        : line("**" + Markdown.plain(figure.title()) + "**") + blocks(figure.inWords(), level);
  }

  private String callout(Callout callout, int level) {
    String text = "**" + callout.tone().word() + "**\n\n" + blocks(callout.blocks(), level);
    return text.stripTrailing()
        .lines()
        .map(line -> ("> " + line).stripTrailing() + "\n")
        .collect(tight());
  }

  private String fold(Fold fold, int level) {
    return switch (fold.depth()) {
      case WHOLE ->
          line("**" + Markdown.plain(fold.summary()) + "**") + blocks(fold.blocks(), level);
      case SUMMARY -> line(Markdown.plain(fold.summary()));
      case ELSEWHERE -> "";
    };
  }

  private static String signOff(SignOff signOff) {
    return line(Markdown.plain(signOff.statement()))
        + MarkdownTable.of(
            List.of(
                Column.words("Role"),
                Column.words("Name"),
                Column.words("On record"),
                Column.words("Signature, date")),
            signOff.lines().stream()
                .map(
                    line ->
                        List.of(
                            Markdown.plain(line.role()),
                            Markdown.plain(line.name()),
                            line.said().isEmpty() ? "–" : Markdown.plain(line.said()),
                            ""))
                .toList());
  }
}
