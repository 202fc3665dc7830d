package io.chromarunbook.starter.documents;

import io.chromarunbook.activities.notify.NoticeText;
import io.chromarunbook.activities.traffic.Instruction;
import io.chromarunbook.document.Block;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Document;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.evidence.Verdict;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.GatePlan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.plan.TrafficAction;
import io.chromarunbook.workflows.status.NextAction;
import io.chromarunbook.workflows.status.NextAction.Verb;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.steps.Announcement;
import io.chromarunbook.workflows.steps.Notice;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people are told, in the words of the code that tells it, and what people tell each other
 * before.
 */
final class NoticeTemplates {

  /** A moment that is nobody's, so that the same plan gives the same page. */
  private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

  private final Subject subject;

  private NoticeTemplates(Subject subject) {
    this.subject = subject;
  }

  static Document of(Subject subject) {
    return new NoticeTemplates(subject).document();
  }

  private Document document() {
    return new Document(
        "Notices of the " + subject.name(),
        List.of(
            Paragraph.of(
                "The run sends these by itself "
                    + (subject.plan().notifications().isEmpty()
                        ? "as soon as the plan's notify names a way; until then they stand in"
                            + " status and in the worker's log only."
                        : "on every way that the plan's notify names.")
                    + " Times are examples: as if sent on 2026-01-01 at 00:00:00 UTC.")),
        List.of(byTheRun(), byPeople()));
  }

  private Section byTheRun() {
    List<Block> blocks = new ArrayList<>();
    notice(blocks, "1.6: that people are reached", sent(Announcement.prepared(), List.of()));
    for (GateId gate : GateId.values()) {
      GatePlan plan = subject.plan().gate(gate);
      notice(blocks, "The gate " + gate + " opens", asked(gate, "please answer", approvals(gate)));
      for (int reminder = 1; reminder <= Math.max(1, plan.escalation().size()); reminder++) {
        notice(
            blocks,
            "Reminder " + reminder + " of " + gate,
            asked(gate, "reminder", approvals(gate)).escalated(plan.escalatedTo(reminder)));
      }
    }
    for (TrafficAction action : TrafficAction.values()) {
      if (subject.plan().byPeople(action)) {
        notice(
            blocks,
            "To be done by hand: " + action,
            sent(Announcement.confirm(action, Instruction.of(subject.plan(), action)), List.of()));
      }
    }
    Announcement hold =
        Announcement.hold(
            "a decision is needed",
            new Verdict.Hold(
                "A criterion does not hold.",
                List.of(
                    new Remedy(Choice.RETRY, "does again what did not succeed", List.of(), 0))));
    notice(
        blocks,
        "A HOLD",
        sent(hold, List.of()).asks(SENT.plus(subject.plan().timeline().hold()), hold.otherwise()));
    notice(
        blocks,
        "GO is given",
        sent(
            Announcement.decided(
                GateId.GO_NO_GO,
                subject.plan().gate(GateId.GO_NO_GO).roles().stream()
                    .map(role -> role + " (" + subject.typed().holder(role) + ")")
                    .collect(Collectors.joining(", "))),
            List.of()));
    notice(
        blocks,
        "Going back",
        sent(Announcement.rollingBack("The reason, in a sentence."), List.of()));
    notice(blocks, "The end of a GO", sent(Announcement.completed(), List.of()));
    return new Section("by-the-run", "What the run tells", blocks);
  }

  private void notice(List<Block> blocks, String occasion, Notice notice) {
    blocks.add(Paragraph.of(occasion + ":"));
    blocks.add(new CodeBlock(new NoticeText(notice, subject.plan(), SENT).plain()));
  }

  private Notice sent(Announcement announcement, List<NextAction> next) {
    return announcement.notice(subject.id(), next);
  }

  private Notice asked(GateId gate, String what, List<NextAction> next) {
    GatePlan plan = subject.plan().gate(gate);
    Announcement announcement = Announcement.gate(gate, what, plan.roles());
    Duration deadline = plan.deadline();
    return sent(announcement, next).asks(SENT.plus(deadline), announcement.otherwise());
  }

  private List<NextAction> approvals(GateId gate) {
    return List.of(
        NextAction.anybody(Verb.EVIDENCE, subject.id()),
        approval(gate, subject.plan().gate(gate).roles().get(0)));
  }

  private NextAction approval(GateId gate, Role role) {
    return new NextAction(
        Verb.APPROVE,
        subject.id(),
        List.of(role),
        subject.plan().holders(role),
        Map.of("gate", gate.label(), "role", role.label()));
  }

  /** What a run cannot tell, because it does not know whom. */
  private Section byPeople() {
    Schedule schedule = new Schedule(subject);
    String id = subject.id();
    String source = subject.plan().source().frontDoor();
    String freeze = Durations.words(subject.plan().timeline().maxFreeze());
    return Section.of(
        "by-people",
        "What people tell those who use the applications",
        Paragraph.of("A week before:"),
        new CodeBlock(
            "Maintenance %s: on DATE at TIME, data behind %s move to another server. Reads go on; writes are refused for up to %s. If anything is wrong we go back, which takes 15 minutes."
                .formatted(id, source, freeze)),
        Paragraph.of("At T-0:"),
        new CodeBlock(
            "Maintenance %s has begun: writes are refused until about %s from now at the latest. Reads go on."
                .formatted(id, freeze)),
        Paragraph.of("After GO:"),
        new CodeBlock(
            "Maintenance %s is done: reads and writes go to the new server. We watch it for %s; tell NAME what is odd."
                .formatted(id, Durations.words(schedule.planned(Step.MONITORING)))),
        Paragraph.of("After a NO-GO before the switch:"),
        new CodeBlock(
            "Maintenance %s was broken off: everything is as it was before, and nothing is lost. Writes are accepted again. We will say when we try again."
                .formatted(id)),
        Paragraph.of("After a rollback from the new server:"),
        new CodeBlock(
            "Maintenance %s was taken back: reads and writes go to the old server again. What was written at the new one since TIME is saved; we will say when it is back."
                .formatted(id)));
  }
}
