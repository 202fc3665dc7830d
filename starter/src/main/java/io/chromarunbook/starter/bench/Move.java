package io.chromarunbook.starter.bench;

/**
 * One measurement of moving all records.
 *
 * @param serverCpuSeconds of the target
 * @param clientCpuSeconds of the process that moves
 * @param serverPeakBytes resident memory of the target
 * @param clientPeakBytes resident memory of the process that moves
 */
public record Move(
    double seconds,
    double recordsPerSecond,
    double serverCpuSeconds,
    double clientCpuSeconds,
    long serverPeakBytes,
    long clientPeakBytes) {

  static Move of(long records, double seconds, Usage server, Usage client) {
    return new Move(
        seconds,
        records / seconds,
        server.cpuSeconds(),
        client.cpuSeconds(),
        server.peakBytes(),
        client.peakBytes());
  }
}
