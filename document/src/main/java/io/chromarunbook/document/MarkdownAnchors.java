package io.chromarunbook.document;

import io.chromarunbook.workflows.text.Visible;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The anchors that Markdown's headings get from those who show it: made of their words. */
final class MarkdownAnchors {

  private final Map<String, String> made = new HashMap<>();

  MarkdownAnchors(Document document) {
    Map<String, Integer> used = new HashMap<>();
    used.put(words(document.title()), 1);
    List<Block> all =
        Stream.concat(document.opening().stream(), document.sections().stream()).toList();
    Walk.blocks(all)
        .filter(Section.class::isInstance)
        .map(Section.class::cast)
        .forEach(
            section -> {
              String words = words(section.title());
              int before = used.merge(words, 1, Integer::sum) - 1;
              made.put(section.anchor(), before == 0 ? words : words + "-" + before);
            });
  }

  private static String words(String title) {
    return Visible.of(title)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }

  String of(String anchor) {
    return made.get(anchor);
  }
}
