package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.terminal.SampleRun;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.status.Step;
import java.time.Instant;
import java.util.List;

/** A run at whose gate nobody has answered. */
final class SampleRunAtGate {

  private SampleRunAtGate() {}

  static MigrationStatus open(Instant deadline) {
    return FactsOf.with(
        SampleRun.at(Step.GO_NO_GO, RunState.WAITING),
        "gates",
        List.of(
            new GateLine(
                GateId.GO_NO_GO, true, List.of(Role.DBA), List.of(), deadline, "0123456789ab")));
  }
}
