package io.chromarunbook.activities.notify;

import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.Notice;

/** A notice in one text that says everything by itself, wherever it is shown. */
final class NoticeText {

  private static final int MOST_COMMANDS = 4;

  private NoticeText() {}

  /** Which migration and what, who is meant, and what can be done, a line each. */
  static String of(Notice notice) {
    StringBuilder text = new StringBuilder(plain(notice.subject()));
    text.append('\n').append(plain(notice.text()));
    if (!notice.roles().isEmpty()) {
      text.append("\nFor: ").append(String.join(", ", notice.roles()));
    }
    notice.next().stream()
        .limit(MOST_COMMANDS)
        .forEach(action -> text.append('\n').append(command(action)));
    return text.toString();
  }

  private static String command(NextAction action) {
    return "Next: " + plain(RunbookCommand.of(action));
  }

  /** Text from servers and people makes no lines, no mentions and no links of its own in a chat. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
