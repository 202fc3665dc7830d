package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.text.Markdown;
import java.util.List;

/** A Markdown text under construction. */
final class MarkdownPage {

  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    text.append("# ").append(Markdown.plain(title)).append("\n\n");
  }

  void section(String title) {
    text.append("## ").append(title).append("\n\n");
  }

  /**
   * Text of ours, with what came from outside already {@link Markdown#plain} or {@link
   * Markdown#code}.
   */
  void paragraph(String sentence) {
    text.append(sentence).append("\n\n");
  }

  void bullet(String sentence) {
    text.append("- ").append(sentence).append('\n');
  }

  void gap() {
    text.append('\n');
  }

  void header(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n|");
    text.append(" --- |".repeat(cells.length)).append('\n');
  }

  /** A row of cells that are Markdown already. */
  void row(List<String> cells) {
    text.append("| ")
        .append(String.join(" | ", cells.stream().map(Markdown::cell).toList()))
        .append(" |\n");
  }

  /** A row of anything. */
  void row(String... cells) {
    row(java.util.Arrays.stream(cells).map(Markdown::plain).toList());
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
