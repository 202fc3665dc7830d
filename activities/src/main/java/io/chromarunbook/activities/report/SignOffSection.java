package io.chromarunbook.activities.report;

import io.chromarunbook.document.Section;
import io.chromarunbook.document.SignOff;
import io.chromarunbook.document.SignOff.Line;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.GateLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where people put their names under what came of it. */
record SignOffSection(MigrationStatus status) implements ReportSection {

  @Override
  public Optional<Section> section() {
    if (!status.state().ended() || status.gates().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Section.of(
            "sign-off",
            "Sign-off",
            new SignOff(
                "I have read this report and take note of its outcome: %s."
                    .formatted(
                        status.state() == RunState.COMPLETED
                            ? "the migration is complete"
                            : "the migration is not complete"),
                lines())));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    GateLine last = status.gates().get(status.gates().size() - 1);
    for (Role role : last.required()) {
      Optional<AnswerLine> answer =
          last.answers().stream().filter(given -> given.role() == role).findFirst();
      lines.add(
          new Line(
              role.label(),
              answer.map(AnswerLine::by).orElse(""),
              answer
                  .map(
                      given ->
                          "%s %s at %s"
                              .formatted(
                                  Wording.said(given.decision()),
                                  last.id().label(),
                                  Wording.time(given.at())))
                  .orElse("")));
    }
    return lines;
  }
}
