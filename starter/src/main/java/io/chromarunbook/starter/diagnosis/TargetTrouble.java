package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** The target answers, and does not take what it is given. */
final class TargetTrouble {

  private static final Cure TRY_AGAIN =
      Cure.offered(
          "copies again what failed, once its cause is mended",
          "decide ID retry --by NAME",
          Verb.DECIDE);

  static final KnownIssue FULL =
      new KnownIssue(
          "target-full",
          Family.TARGET,
          Severity.PROBLEM,
          "The target's disk is full",
          "status shows an outage of the target whose error speaks of a full disk, or of no space.",
          "The disk under the target's data has no room left.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand("make room on the target's disk; the work goes on by itself"),
              Cure.typed("asks both servers again from this machine", "diagnose ID")));

  static final KnownIssue OVERLOADED =
      new KnownIssue(
          "target-overloaded",
          Family.TARGET,
          Severity.PROBLEM,
          "The server asks for patience",
          "status shows an outage of a server that has asked for patience: 429 or 503.",
          "A gateway limits how often we may ask, or the server is loaded; it is left alone for as long as it asks.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "raise the limit for the worker's address, or lighten the server's load; the work goes on by itself"),
              Cure.typed("gives those who lead time to do so", "pause ID --by NAME")));

  static final KnownIssue SLOW =
      new KnownIssue(
          "target-slow",
          Family.TARGET,
          Severity.PROBLEM,
          "The target does not answer in time",
          "status shows an outage of the target: no answer yet, or nothing came for so long.",
          "The target hangs, compacts or is short of memory, or packets are lost on the way.",
          Right.CONFIRM,
          Unattended.GIVES_UP,
          List.of(
              Cure.byHand(
                  "look at the target's load and memory; restart it where it hangs: what was written is read back"),
              Cure.typed("asks both servers again from this machine", "diagnose ID")));

  static final KnownIssue REFUSES =
      new KnownIssue(
          "target-refuses",
          Family.TARGET,
          Severity.ALARM,
          "The target refuses what it is given",
          "the run is in HOLD at step 3, or was stopped by the dry-run; a collection failed, or a record was refused, with an answer of 400, 413, 422 or the like.",
          "A gateway or the server forbids what is in the request, its size for one record, or a quota; a repeat alone changes nothing.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.byHand("raise the limit, or mend the setting, that the answer names"),
              Cure.typed(
                  "lists the records that were put aside for it, if any", "quarantine list ID"),
              TRY_AGAIN,
              Cure.startAgain("starts again, where the run has ended over it")));

  static final KnownIssue TAKES_LITTLE =
      new KnownIssue(
          "small-requests",
          Family.TARGET,
          Severity.NOTE,
          "A server takes or gives less at a time than others do",
          "status says \"Small pages\" of a server, and the rate is low.",
          "It answered 413, or a gateway before it limits the size of a body; requests were halved until they fit.",
          Right.CONFIRM,
          Unattended.GOES_ON,
          List.of(
              Cure.byHand(
                  "raise the limit of a body: client_max_body_size of nginx, max_payload_size_bytes of Chroma")));

  static final KnownIssue NOT_OURS =
      new KnownIssue(
          "target-not-ours",
          Family.TARGET,
          Severity.ALARM,
          "A collection at the target belongs to somebody else",
          "a step fails because a collection of that name is there already, was made by another run, or was made anew.",
          "Somebody else works at the target under the same names, or removed what the run had made.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.byHand(
                  "find out whose it is; remove it, or give ours another name by collections.rename"),
              TRY_AGAIN,
              Cure.startAgain("starts again once the name is free")));

  static final KnownIssue DIFFERS =
      new KnownIssue(
          "target-differs",
          Family.TARGET,
          Severity.ALARM,
          "What is at the target is not what was copied",
          "the run is in HOLD: counts, documents, metadata or ids differ, or records are missing or were added.",
          "Somebody wrote to the target meanwhile, or the target lost what it had taken.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              Cure.typed("names the records, check by check", "report ID"),
              Cure.offered(
                  "mends it, where the run knows how", "decide ID repair --by NAME", Verb.DECIDE),
              Cure.startAgain("starts again once its cause is mended")));

  static final List<KnownIssue> ALL =
      List.of(FULL, SLOW, OVERLOADED, REFUSES, TAKES_LITTLE, NOT_OURS, DIFFERS);

  private TargetTrouble() {}
}
