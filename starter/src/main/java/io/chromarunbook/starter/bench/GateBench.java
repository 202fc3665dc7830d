package io.chromarunbook.starter.bench;

import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.GateEntry;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.StackNarrator;
import io.chromarunbook.starter.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same requests straight to a server and through a gate before it, by turns. */
public final class GateBench {

  private static final int READS = 400;
  private static final int WRITES = 60;
  private static final int CLIENTS = 8;
  private static final Duration LOAD = Duration.ofSeconds(3);

  /** Some ten thousand requests: only then has the JVM compiled what passes them on. */
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private static final double KIB_PER_MB = 1_000_000 / 1024.0;

  private final int rounds;
  private final Terminal terminal;
  private final Path home;
  private final Map<String, String> environment;

  /** Measures with servers in a new folder of this home. */
  public GateBench(int rounds, Terminal terminal, Path home, Map<String, String> environment) {
    this.rounds = rounds;
    this.terminal = terminal;
    this.home = home;
    this.environment = environment;
  }

  /** Takes half a minute for each round, and a minute before the first. */
  public GateBenchReport measure() {
    try {
      Path all = Files.createDirectories(home.resolve("bench").toAbsolutePath());
      Path folder = Files.createTempDirectory(all, "gate-");
      try (MeasurementServers servers =
          MeasurementServers.in(folder, new StackNarrator(terminal), environment)) {
        return measure(servers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.brokenOff("The measurement was interrupted.");
    }
  }

  private GateBenchReport measure(MeasurementServers servers)
      throws IOException, InterruptedException {
    String server = servers.server("source", ChromaRelease.V1_5).url();
    List<String> run = OwnCommand.in(environment).with("gate", "run");
    GateEntry plain = servers.stack().gate("plain", server, run);
    List<String> journaling = new ArrayList<>(run);
    journaling.add("--journal");
    GateEntry journal = servers.stack().gate("journal", server, journaling);

    GateRequests direct = GateRequests.to(server);
    direct.seed();
    GateRequests through = direct.at(plain.url());
    GateRequests noted = direct.at(journal.url());
    for (GateRequests each : List.of(direct, through, noted)) {
      // What a JVM does for the first time is no measure of a gate that runs for weeks.
      each.readsFor(WARM_UP, CLIENTS);
      var ignored = each.writeMillis(WRITES);
    }
    List<Double> added = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    List<List<Double>> writes = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 1; round <= rounds; round++) {
      terminal.say("Round " + round + " of " + rounds);
      added.add(GateRequests.addedMillis(direct, through, READS));
      double without = direct.readsFor(LOAD, CLIENTS);
      double with = through.readsFor(LOAD, CLIENTS);
      shares.add(with / without);
      writes.get(0).add(direct.writeMillis(WRITES));
      writes.get(1).add(through.writeMillis(WRITES));
      writes.get(2).add(noted.writeMillis(WRITES));
    }
    return new GateBenchReport(
        rounds,
        spread(added),
        spread(shares),
        new GateBenchReport.Writes(
            spread(writes.get(0)), spread(writes.get(1)), spread(writes.get(2))),
        new GateBenchReport.Resident(peak(plain), peak(journal)));
  }

  private static Spread spread(List<Double> measured) {
    return Spread.of(measured, each -> each);
  }

  /** The most it ever held, in MB. */
  private static double peak(GateEntry gate) throws IOException {
    return Files.readAllLines(Path.of("/proc", gate.process().pid() + "", "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MB)
        .findFirst()
        .orElse(0);
  }
}
