package io.chromarunbook.workflows.runbook;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the texts of a message must be like. */
final class MessageText {

  private static final int LONGEST = 500;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private MessageText() {}

  static Optional<String> flaw(String requestId, String by, String text) {
    if (requestId == null || requestId.isBlank()) {
      return Optional.of("requestId is missing: any text that is new for each message");
    }
    if (by == null || by.isBlank()) {
      return Optional.of("by is missing: the name of the person as the plan writes it");
    }
    if (!by.equals(by.strip())) {
      return Optional.of("by is padded with spaces: the name of the person as the plan writes it");
    }
    return tooLong("requestId", requestId)
        .or(() -> tooLong("by", by))
        .or(() -> tooLong("the text", text));
  }

  static Optional<String> tooLong(String name, String text) {
    return text != null && text.length() > LONGEST
        ? Optional.of(name + " is longer than " + LONGEST + " characters")
        : Optional.empty();
  }

  static Optional<String> noDigest(String name, String text) {
    return text != null && DIGEST.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(name + " is not a SHA-256 in 64 hex digits");
  }
}
