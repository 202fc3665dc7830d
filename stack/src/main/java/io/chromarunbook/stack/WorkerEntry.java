package io.chromarunbook.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Instant;

/**
 * A supervised worker process.
 *
 * @param metrics the address at which it was told to serve its metrics
 */
public record WorkerEntry(long pid, Instant started, String metrics) {
  static WorkerEntry of(StackProcess process, String metrics) {
    return new WorkerEntry(process.pid(), process.started(), metrics);
  }

  /** Whether it lives and serves at its metrics address. */
  boolean answers() {
    URI address = URI.create(metrics);
    return process().isAlive() && Ports.accepts(address.getHost(), address.getPort());
  }

  /** The worker as a process. */
  @JsonIgnore
  public StackProcess process() {
    return new StackProcess(pid, started);
  }
}
