package io.chromarunbook.starter.command;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import java.util.List;

/** What a status says people answered to a gate. */
final class GateAnswers {

  private GateAnswers() {}

  static List<AnswerLine> of(MigrationStatus status, GateId gate) {
    return status.gates().stream()
        .filter(line -> line.id() == gate)
        .flatMap(line -> line.answers().stream())
        .toList();
  }
}
