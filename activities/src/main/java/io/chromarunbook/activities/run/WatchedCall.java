package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import java.time.Instant;
import java.time.InstantSource;

/** One call to a server: what comes of it, its server's standing and its activity are told. */
final class WatchedCall implements CallWatch.Ongoing {

  private final Standstills standstills;
  private final InstantSource clock;
  private final String server;
  private final ServerStanding standing;
  private final CallUnderWay call;

  WatchedCall(
      Standstills standstills,
      InstantSource clock,
      String server,
      ServerStanding standing,
      CallUnderWay call) {
    this.standstills = standstills;
    this.clock = clock;
    this.server = server;
    this.standing = standing;
    this.call = call;
  }

  @Override
  public void sent() {
    call.moved(clock.instant());
  }

  @Override
  public void received() {
    call.moved(clock.instant());
    standing.sign();
  }

  @Override
  public void answered() {
    standing.answered(call);
    standstills.endedWell(server, call);
  }

  @Override
  public void givenUp() {
    standing.givenUp(call);
    standstills.givenUp(call);
  }

  @Override
  public void failed(ChromaException failure) {
    if (failure.kind().transientFault()) {
      Instant since =
          failure.kind() == ChromaException.Kind.UNREACHABLE
              ? standing.silent(call)
              : standing.failed(call);
      standstills.endedBadly(server, call, since, failure);
    } else if (failure.refusesCredentials()) {
      standing.refused(call);
      standstills.endedBadly(server, call, clock.instant(), failure);
    } else {
      // It has not what was asked for, or will not: that is an answer.
      standing.answered(call);
      standstills.endedWell(server, call);
    }
  }
}
