package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import java.util.List;

/** Somebody does not answer, or does not let us in. */
final class NetworkTrouble {

  private static final Cure LOOK_AGAIN =
      Cure.typed("asks both servers again from this machine, and changes nothing", "diagnose ID");

  static final KnownIssue TEMPORAL_SILENT =
      new KnownIssue(
          "temporal-silent",
          Family.NETWORK,
          Severity.PROBLEM,
          "Temporal does not answer",
          "every command that asks a run says so and exits 3; the worker's log does too.",
          "Temporal is down or out of reach, or TEMPORAL_ADDRESS names another place.",
          Right.CONFIRM,
          Unattended.STANDS_STILL,
          List.of(
              Cure.typed("starts it again with its data, and a worker", "up"),
              Cure.typed("says what of this machine is missing or wrong", "doctor"),
              Cure.shell(
                  "undoes the run without Temporal, where the source must serve again now",
                  "sh SCRIPT")));

  static final KnownIssue REFUSES_CONNECTIONS =
      new KnownIssue(
          "server-refuses-connections",
          Family.NETWORK,
          Severity.PROBLEM,
          "Nothing accepts connections where a server should be",
          "status shows an outage of the source or the target: nothing accepts connections there.",
          "The server is down, listens elsewhere, or a firewall refuses us.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand("start the server again at its address; the work goes on by itself"),
              LOOK_AGAIN));

  static final KnownIssue NAME_UNKNOWN =
      new KnownIssue(
          "server-name-unknown",
          Family.NETWORK,
          Severity.PROBLEM,
          "A server's name is not known",
          "status shows an outage of the source or the target: the host name is not known.",
          "The name service does not know it, or not on the worker's machine.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "mend the name service of the worker's machine; the work goes on by itself"),
              LOOK_AGAIN));

  static final KnownIssue SLOW =
      new KnownIssue(
          "server-slow",
          Family.NETWORK,
          Severity.PROBLEM,
          "The source does not answer in time",
          "status shows an outage of the source: no answer yet, or nothing came for so long.",
          "The server hangs or is overloaded, or packets are lost on the way.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "look at the server's load and memory and at what else asks it; restart it where it hangs"),
              LOOK_AGAIN));

  static final KnownIssue BROKEN_ANSWERS =
      new KnownIssue(
          "server-breaks-off",
          Family.NETWORK,
          Severity.PROBLEM,
          "A server breaks off, or answers with errors of its own",
          "status shows an outage of the source or the target with a status of 500 or more, or a connection that broke.",
          "The server or a gateway before it is failing, or is being restarted.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "look at the server's log and at the gateway's; the work goes on by itself"),
              LOOK_AGAIN));

  static final KnownIssue TLS =
      new KnownIssue(
          "server-tls",
          Family.NETWORK,
          Severity.PROBLEM,
          "No TLS connection comes about",
          "status shows an outage of the source or the target that speaks of a certificate or of TLS.",
          "The certificate has expired, is for another name or of a CA that the worker's machine does not trust; or one side does not speak TLS.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "mend the certificate at the server, or the file of its CA where the plan names one; the work goes on by itself"),
              LOOK_AGAIN));

  static final KnownIssue CREDENTIALS =
      new KnownIssue(
          "server-credentials",
          Family.NETWORK,
          Severity.PROBLEM,
          "A server takes our credentials no more",
          "status shows an outage of the source or the target that refuses our credentials: 401 or 403.",
          "A token was renewed or withdrawn, or the worker has another one in its environment.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "put the right secret where the plan refers to it (headers), in the worker's environment or its file"),
              Cure.typed("ends the worker, which read its environment when it was started", "down"),
              Cure.typed("starts it with the environment as it is now", "up"),
              LOOK_AGAIN,
              Cure.startAgain("starts again, where the run has ended over it")));

  static final List<KnownIssue> ALL =
      List.of(
          REFUSES_CONNECTIONS,
          SLOW,
          BROKEN_ANSWERS,
          CREDENTIALS,
          TLS,
          NAME_UNKNOWN,
          TEMPORAL_SILENT);

  private NetworkTrouble() {}
}
