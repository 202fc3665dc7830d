package io.chromarunbook.gate.figures;

import io.chromarunbook.gate.request.Operation;
import io.chromarunbook.gate.request.OperationKind;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** All that is counted at the door. */
public final class Figures {

  private final Instant startedAt = Instant.now();
  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final Latencies latencies = new Latencies();
  private final LastMinute lastMinute = new LastMinute(System::nanoTime);
  private final LatestOf<Caller> callers = new LatestOf<>();
  private final LatestOf<RefusedWrite> refusals = new LatestOf<>();
  private final LongAdder refusedWrites = new LongAdder();
  private final LongAdder refusedUnknown = new LongAdder();
  private volatile Instant refusedSince = startedAt;

  /** When the door was opened. */
  public Instant startedAt() {
    return startedAt;
  }

  /** A request was let in. */
  public void came(Caller caller) {
    callers.add(caller);
  }

  /** A request was not let in. */
  public void refused(Caller caller, Operation operation) {
    callers.add(caller);
    refusals.add(new RefusedWrite(caller, operation.name(), operation.collection()));
    (operation.kind() == OperationKind.UNKNOWN ? refusedUnknown : refusedWrites).increment();
  }

  /** Refusals are counted anew, because they begin or end. */
  public void refusalsCountFromNow() {
    refusals.clear();
    refusedWrites.reset();
    refusedUnknown.reset();
    refusedSince = Instant.now();
  }

  /**
   * A request that was let in came to its end.
   *
   * @param status of the answer, the door's own among them
   * @param nanos how long it took
   */
  public void answered(Operation operation, int status, long nanos) {
    boolean error = status >= 500;
    requests.increment();
    if (error) {
      errors.increment();
    }
    latencies.add(nanos);
    lastMinute.add(nanos, error);
  }

  /** What was answered. */
  public Answered answered() {
    return new Answered(
        requests.sum(),
        errors.sum(),
        new Answered.LatencyMillis(latencies.millis(0.5), latencies.millis(0.95)),
        lastMinute.now());
  }

  /** What was refused. */
  public Refused refused() {
    return new Refused(
        refusedWrites.sum(),
        refusedUnknown.sum(),
        refusedSince,
        refusals.latest(
            (write, count) ->
                new RefusedClient(
                    write.caller().address(),
                    write.caller().agent(),
                    write.operation(),
                    write.collection(),
                    count.times(),
                    count.last())));
  }

  /** Who asked lately, refused or not. */
  public List<KnownClient> clients() {
    return callers.latest(
        (caller, count) ->
            new KnownClient(
                caller.address(), caller.agent(), caller.api(), count.times(), count.last()));
  }

  private record RefusedWrite(Caller caller, String operation, String collection) {}
}
