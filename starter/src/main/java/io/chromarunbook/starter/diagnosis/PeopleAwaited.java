package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** The run waits for somebody to say or do something. */
final class PeopleAwaited {

  static final KnownIssue GATE =
      new KnownIssue(
          "gate-open",
          Family.PEOPLE,
          Severity.NOTE,
          "A gate waits for answers",
          "the state is WAITING, and status names the roles that have not answered.",
          "People have not read or have not answered what they were asked.",
          Right.NO_GO,
          Unattended.GATE_EXPIRES,
          List.of(
              Cure.offered("shows what is decided on", "evidence ID", Verb.EVIDENCE),
              Cure.offered(
                  "answers it",
                  "approve ID --gate GATE --role ROLE --by NAME --evidence DIGEST",
                  Verb.APPROVE)));

  static final KnownIssue GATE_NEARLY_MISSED =
      new KnownIssue(
          "gate-nearly-missed",
          Family.PEOPLE,
          Severity.ALARM,
          "A gate's deadline is near and answers are missing",
          "the state is WAITING, and status shows that little time is left.",
          "People have not read or have not answered what they were asked, in spite of reminders.",
          Right.NO_GO,
          Unattended.GATE_EXPIRES,
          GATE.cures());

  static final KnownIssue HOLD =
      new KnownIssue(
          "hold",
          Family.PEOPLE,
          Severity.ALARM,
          "A HOLD waits for a decision",
          "the state is HOLD; status says what does not hold and what would help.",
          "Something does not hold that can be mended, and people decide how.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.offered(
                  "does what would help, once its cause is mended",
                  "decide ID retry --by NAME",
                  Verb.DECIDE)));

  static final KnownIssue BY_HAND =
      new KnownIssue(
          "manual-step",
          Family.PEOPLE,
          Severity.NOTE,
          "A step is done by hand and waits to be confirmed",
          "status says what is to be done by hand, and which command confirms it.",
          "The plan moves traffic by hand, or a command of the plan failed and a person has to do what it should have done.",
          Right.CONFIRM,
          Unattended.WAITS,
          List.of(
              Cure.byHand("do what status says under By hand"),
              Cure.offered("confirms it", "confirm ID --action ACTION --by NAME", Verb.CONFIRM)));

  static final KnownIssue NOT_CONFIRMED =
      new KnownIssue(
          "confirmation-refused",
          Family.PEOPLE,
          Severity.PROBLEM,
          "A step by hand was confirmed, and is not so",
          "status says why the last confirmation did not count.",
          "What was confirmed does not show where it is looked at.",
          Right.CONFIRM,
          Unattended.WAITS,
          BY_HAND.cures());

  static final KnownIssue PAUSED =
      new KnownIssue(
          "paused",
          Family.PEOPLE,
          Severity.NOTE,
          "A person paused the run",
          "the state is PAUSED; what was under way is done to its end, and nothing else begins.",
          "Somebody asked for it by pause.",
          Right.RESUME,
          Unattended.WAITS,
          List.of(Cure.offered("lets it go on", "resume ID --by NAME", Verb.RESUME)));

  static final KnownIssue WINDOW_ASKS =
      new KnownIssue(
          "probes-bad",
          Family.PEOPLE,
          Severity.ALARM,
          "Probes are bad after the cutover, or past a limit of the plan",
          "the state is MONITORING, and status asks whether to roll back.",
          "Three of the last five probes were bad, or past a limit of the plan: the target is down, slow, or does not find what it should, requests fail at the gate, or a probe command is not content.",
          Right.ROLLBACK,
          Unattended.TARGET_KEEPS_SERVING,
          List.of(
              Cure.byHand("mend what the evidence names; good probes end the question"),
              Cure.offered("goes back to the source", "rollback ID --by NAME", Verb.ROLLBACK),
              Cure.offered(
                  "leaves the applications at the target",
                  "decide ID stay --by NAME",
                  Verb.DECIDE)));

  static final KnownIssue PAST_A_LIMIT =
      new KnownIssue(
          "past-a-limit",
          Family.PEOPLE,
          Severity.ALARM,
          "After the cutover something is past a limit of the plan",
          "status shows an alarm about latency, searches, errors at the gate or a probe command.",
          "The target is slower than when the window opened, or serves applications worse; the plan says under window which limit it is.",
          Right.ROLLBACK,
          Unattended.TARGET_KEEPS_SERVING,
          List.of(
              Cure.byHand("mend what is named; probes within the limit end the alarm"),
              Cure.typed("goes back to the source", "rollback ID --by NAME")));

  static final KnownIssue SOURCE_ALARM =
      new KnownIssue(
          "way-back-at-risk",
          Family.PEOPLE,
          Severity.ALARM,
          "After the cutover the source does not stand as it should",
          "status shows an alarm about the source: it does not answer, or somebody writes to it.",
          "The old server was switched off too early, or an application was not moved over.",
          Right.ROLLBACK,
          Unattended.TARGET_KEEPS_SERVING,
          List.of(
              Cure.byHand("start the source again, or move over whoever still writes there"),
              Cure.typed("asks both servers again from this machine", "diagnose ID")));

  static final KnownIssue WAY_BACK_WAITS =
      new KnownIssue(
          "way-back-waits",
          Family.PEOPLE,
          Severity.ALARM,
          "A rollback waits, or was refused",
          "status says since when the way back waits, or was refused, and why.",
          "The source does not answer or is not what it was, or records at the target would be lost.",
          Right.ROLLBACK,
          Unattended.TARGET_KEEPS_SERVING,
          List.of(
              Cure.byHand("mend what is named"),
              Cure.offered(
                  "goes back nevertheless, with what that loses accepted",
                  "rollback ID --by NAME --accept-loss N",
                  Verb.ROLLBACK)));

  static final List<KnownIssue> ALL =
      List.of(
          GATE,
          GATE_NEARLY_MISSED,
          HOLD,
          BY_HAND,
          NOT_CONFIRMED,
          PAUSED,
          WINDOW_ASKS,
          PAST_A_LIMIT,
          SOURCE_ALARM,
          WAY_BACK_WAITS);

  private PeopleAwaited() {}
}
