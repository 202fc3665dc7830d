package io.chromarunbook.gate.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.chromarunbook.gate.figures.Answered;
import io.chromarunbook.gate.figures.KnownClient;
import io.chromarunbook.gate.figures.Refused;
import io.chromarunbook.gate.journal.JournalFigures;
import io.chromarunbook.gate.mode.Mode;
import io.chromarunbook.gate.proxy.Admission;
import io.chromarunbook.gate.settling.UnsettledWrite;
import java.time.Instant;
import java.util.List;

/**
 * What the door tells of itself; other programs read it, so it is only ever added to.
 *
 * @param target null where no order and no option names one
 * @param migration whose the door is; null where it is nobody's
 * @param unsettled writes that ended without an answer when the mode was last changed
 * @param confirmed true in the answer to an order, after all writes before it have ended
 */
public record GateStatus(
    String source,
    String target,
    Mode mode,
    Instant since,
    String migration,
    String by,
    String why,
    Instant startedAt,
    Admission.UnderWay underWay,
    List<UnsettledWrite> unsettled,
    Refused refused,
    Answered answered,
    List<KnownClient> clients,
    JournalFigures journal,
    @JsonInclude(Include.NON_NULL) Boolean confirmed) {

  /** Copies what it is given. */
  public GateStatus {
    unsettled = List.copyOf(unsettled);
    clients = List.copyOf(clients);
  }

  /** The same, as the answer to an order that was done. */
  GateStatus afterOrder() {
    return new GateStatus(
        source, target, mode, since, migration, by, why, startedAt, underWay, unsettled, refused,
        answered, clients, journal, true);
  }
}
