package io.chromarunbook.starter.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A drafted plan of which a person takes something on. */
final class CommentedIn {

  private static final Pattern FIELDS = Pattern.compile("(?m)^  # fields:\n(  #   .*\n)+");

  private CommentedIn() {}

  /** With the metadata schema it proposes. */
  static String fields(String draft) {
    Matcher fields = FIELDS.matcher(draft);
    assertThat(fields.find()).as(draft).isTrue();
    return draft.substring(0, fields.start())
        + fields.group().replaceAll("(?m)^  # ", "  ")
        + draft.substring(fields.end());
  }
}
