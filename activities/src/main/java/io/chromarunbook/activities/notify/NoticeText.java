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
    StringBuilder text = new StringBuilder(inLine(notice.subject()));
    text.append('\n').append(inLine(notice.text()));
    if (!notice.roles().isEmpty()) {
      text.append("\nFor: ").append(String.join(", ", notice.roles()));
    }
    notice.next().stream()
        .limit(MOST_COMMANDS)
        .forEach(action -> text.append('\n').append(command(action)));
    return text.toString();
  }

  /** The same for chats, which take some characters for mentions and links. */
  static String forChats(Notice notice) {
    return of(notice).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String command(NextAction action) {
    return "Next: " + inLine(RunbookCommand.of(action));
  }

  /** Text from servers and people makes no lines of its own. */
  private static String inLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
  }
}
