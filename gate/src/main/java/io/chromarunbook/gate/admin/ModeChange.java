package io.chromarunbook.gate.admin;

import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.mode.GateState;
import io.chromarunbook.gate.mode.ModeKeeping;
import io.chromarunbook.gate.mode.ModeOrder;
import io.chromarunbook.gate.proxy.Admission;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/** Does an order, and says so only when all writes that came before it have ended. */
public final class ModeChange {

  private final ModeKeeping keeping;
  private final Admission admission;
  private final Figures figures;
  private final WorkerExecutor thread;

  /** Orders are done one after the other, on a thread of their own. */
  public ModeChange(Vertx vertx, ModeKeeping keeping, Admission admission, Figures figures) {
    this.keeping = keeping;
    this.admission = admission;
    this.figures = figures;
    this.thread = vertx.createSharedWorkerExecutor("gate-orders", 1);
  }

  Future<GateState> obey(ModeOrder order) {
    return thread
        .executeBlocking(() -> keeping.obey(order, this::force))
        .compose(state -> admission.settling().map(state));
  }

  private void force(GateState next) {
    boolean takesWrites = keeping.state().mode().takesWrites();
    if (takesWrites && !next.mode().takesWrites()) {
      figures.refusalsCountFromNow();
    }
    admission.force(next);
  }
}
