package io.chromarunbook.gate.admin;

import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.journal.JournalFigures;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.mode.ModeKeeping;
import io.chromarunbook.gate.mode.TargetServer;
import io.chromarunbook.gate.proxy.Admission;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what the door tells of itself. */
public final class StatusSource implements Supplier<GateStatus> {

  private final ModeKeeping keeping;
  private final Admission admission;
  private final Figures figures;
  private final Supplier<JournalFigures> journal;

  /** Asks these each time. */
  public StatusSource(
      ModeKeeping keeping, Admission admission, Figures figures, Supplier<JournalFigures> journal) {
    this.keeping = keeping;
    this.admission = admission;
    this.figures = figures;
    this.journal = journal;
  }

  @Override
  public GateStatus get() {
    GateState state = keeping.state();
    return new GateStatus(
        state.source(),
        Optional.ofNullable(state.target())
            .or(keeping::ownTarget)
            .map(TargetServer::url)
            .orElse(null),
        state.mode(),
        state.since(),
        state.migration(),
        state.by(),
        state.why(),
        figures.startedAt(),
        admission.underWay(),
        admission.unsettled(),
        figures.refused(),
        figures.answered(),
        figures.clients(),
        journal.get(),
        null);
  }
}
