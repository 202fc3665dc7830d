package io.chromarunbook.document;

import java.util.regex.Pattern;

/** Names by which places in documents are found: of ours, never of data. */
final class Anchors {

  private static final Pattern ANCHOR = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  private Anchors() {}

  static void check(String anchor) {
    if (anchor == null || !ANCHOR.matcher(anchor).matches()) {
      throw new IllegalArgumentException(
          "an anchor is lower-case letters, digits and hyphens, not " + anchor);
    }
  }
}
