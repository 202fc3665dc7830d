package io.chromarunbook.stack;

import io.chromarunbook.workflows.status.RunbookCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How one server is started.
 *
 * @param title name and release of the program, for people
 * @param requested ports the caller insists on, or empty
 * @param preferred ports to take when nothing else was said and they are free; its size says how
 *     many are needed
 * @param command the command line for chosen ports
 * @param address where clients find it
 * @param answers whether the server at these ports answers
 * @param record called as soon as the process exists, before it answers
 */
record ServerStart(
    String name,
    String title,
    ServerFiles files,
    List<Integer> requested,
    List<Integer> preferred,
    Map<String, String> environment,
    Function<List<Integer>, List<String>> command,
    Function<List<Integer>, String> address,
    Predicate<List<Integer>> answers,
    BiConsumer<List<Integer>, StackProcess> record) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;

  /**
   * Returns when the server answers.
   *
   * @param recorded the process that should be this server, or null
   */
  void ensure(StackProcess recorded, StackListener listener) {
    boolean samePorts = requested.isEmpty() || requested.equals(files.rememberedPorts());
    if (recorded != null
        && samePorts
        && recorded.isAlive()
        && awaitAnswer(recorded, files.rememberedPorts())) {
      listener.started(name, address.apply(files.rememberedPorts()), Duration.ZERO);
      return;
    }
    if (recorded != null) {
      Ending.of(recorded, GRACE);
    }
    listener.starting(name, title);
    long begun = System.nanoTime();
    start(listener);
    listener.started(
        name, address.apply(files.rememberedPorts()), Duration.ofNanos(System.nanoTime() - begun));
  }

  private void start(StackListener listener) {
    // Somebody may have been killed after starting the server and before recording it.
    StackProcess.fromPidFile(files.pidFile()).ifPresent(leftOver -> Ending.of(leftOver, GRACE));
    for (int attempt = 1; ; attempt++) {
      List<Integer> ports = choosePorts(listener);
      files.rememberPorts(ports);
      Process process =
          new DetachedProcess(SearchPath.of(environment))
              .start(command.apply(ports), environment, files);
      StackProcess started = StackProcess.of(process.toHandle());
      record.accept(ports, started);
      if (awaitAnswer(started, ports)) {
        return;
      }
      // Between our look at a port and the server's bind somebody else may take it: then other
      // ports are worth a try.
      boolean portLost =
          requested.isEmpty() && ports.stream().anyMatch(port -> !Ports.isFree(port));
      if (!portLost || attempt == ATTEMPTS) {
        throw new StackException(
            String.format(
                "%s ended with %d before it answered (%s); the whole log is %s.",
                name, process.onExit().join().exitValue(), files.lastLines(), files.log()));
      }
    }
  }

  private List<Integer> choosePorts(StackListener listener) {
    for (int port : requested) {
      if (!Ports.isFree(port)) {
        throw new StackException(
            String.format(
                "Port %d, wanted for %s, is in use; stop what listens there or choose another port.",
                port, name));
      }
    }
    if (!requested.isEmpty()) {
      return requested;
    }
    List<Integer> remembered = files.rememberedPorts();
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < preferred.size(); i++) {
      IntStream wishes =
          remembered.size() == preferred.size()
              ? IntStream.of(remembered.get(i))
              : IntStream.of(preferred.get(i)).filter(port -> port > 0);
      chosen.add(Ports.firstFree(wishes));
    }
    if (remembered.size() == preferred.size() && !remembered.equals(chosen)) {
      listener.notice(
          String.format(
              "%s had ports %s before, which are in use now; it gets %s.",
              name, remembered, chosen));
    }
    return chosen;
  }

  /** False when the process ended first. */
  private boolean awaitAnswer(StackProcess process, List<Integer> ports) {
    boolean settled = Await.until(() -> !process.isAlive() || answers.test(ports), PATIENCE);
    if (!settled) {
      throw new StackException(
          String.format(
              "%s did not answer within %d s (%s); look at %s, then run %s and %s.",
              name,
              PATIENCE.toSeconds(),
              files.lastLines(),
              files.log(),
              RunbookCommand.of("down"),
              RunbookCommand.of("up")));
    }
    return process.isAlive();
  }
}
