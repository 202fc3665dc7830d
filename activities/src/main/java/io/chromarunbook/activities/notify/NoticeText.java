package io.chromarunbook.activities.notify;

import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notice in one text that says everything by itself, wherever it is shown: which migration and
 * what, who is asked, until when and what happens otherwise, what to type; a line each.
 */
public final class NoticeText {

  private static final int MOST_COMMANDS = 4;

  private final Notice notice;
  private final Plan plan;
  private final Instant now;

  /**
   * The text of a notice.
   *
   * @param plan whose people have the roles
   * @param now when it is sent
   */
  public NoticeText(Notice notice, Plan plan, Instant now) {
    this.notice = notice;
    this.plan = plan;
    this.now = now;
  }

  /** For terminals, logs and commands. */
  public String plain() {
    List<String> lines = new ArrayList<>(List.of(notice.subject(), notice.text()));
    if (!notice.roles().isEmpty()) {
      lines.add(
          (asks() ? "Asked of: " : "For: ")
              + notice.roles().stream().map(this::withPeople).collect(Collectors.joining(", ")));
    }
    if (!notice.escalatedTo().isEmpty()) {
      lines.add(
          "Escalated to: "
              + notice.escalatedTo().stream()
                  .map(this::withPeople)
                  .collect(Collectors.joining(", "))
              + ", because nobody answered for so long");
    }
    if (notice.until() != null) {
      lines.add("Until: " + UtcTime.words(notice.until()) + left());
    }
    if (notice.otherwise() != null) {
      lines.add("Otherwise: " + notice.otherwise() + ".");
    }
    notice.next().stream()
        .limit(MOST_COMMANDS)
        .forEach(action -> lines.add("Next: " + RunbookCommand.of(action)));
    return lines.stream().map(NoticeText::inLine).collect(Collectors.joining("\n"));
  }

  /** The same for chats, which take some characters for mentions and links. */
  String forChats() {
    return plain().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private boolean asks() {
    return notice.otherwise() != null;
  }

  private String left() {
    Duration left = Duration.between(now, notice.until());
    return left.isNegative() ? ", which is over" : ", in " + Durations.words(left);
  }

  private String withPeople(String label) {
    List<Person> people =
        Stream.of(Role.values())
            .filter(role -> role.label().equals(label))
            .flatMap(role -> plan.called(role).stream())
            .toList();
    return people.isEmpty() ? label : label + " (" + Person.words(people) + ")";
  }

  /** Text from servers and people makes no lines of its own. */
  private static String inLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
  }
}
