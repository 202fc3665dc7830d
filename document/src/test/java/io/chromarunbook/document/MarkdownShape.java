package io.chromarunbook.document;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a Markdown text is made of, its words left out. */
final class MarkdownShape {

  private MarkdownShape() {}

  static List<String> of(String markdown) {
    List<String> kinds = new ArrayList<>();
    walk(
        Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown),
        kinds);
    return kinds;
  }

  private static void walk(Node node, List<String> kinds) {
    // Words may come in several pieces.
    if (!(node instanceof Text) && !(node instanceof SoftLineBreak)) {
      kinds.add(node.getClass().getSimpleName());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      walk(child, kinds);
    }
    if (!(node instanceof Text)) {
      kinds.add("end");
    }
  }
}
