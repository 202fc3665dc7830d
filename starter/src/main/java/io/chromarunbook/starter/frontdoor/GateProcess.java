package io.chromarunbook.starter.frontdoor;

import io.chromarunbook.gate.Gate;
import io.chromarunbook.gate.GateOptions;
import io.chromarunbook.gate.mode.GateHeldException;
import io.chromarunbook.gate.mode.GateStateException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.worker.ProcessLogging;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A front door in the foreground, until the process is told to end. */
public final class GateProcess {

  private GateProcess() {}

  /**
   * Opens the door and stays; the process ends with 0 when it is told to.
   *
   * @param opened is told when requests are taken
   */
  public static void serve(GateOptions options, Consumer<Gate> opened) {
    Gate gate = open(options);
    ProcessLogging.toConsole();
    Thread end =
        new Thread(
            () -> {
              gate.close();
              // Being told to stop is no failure; without this the JVM would end with 143.
              Runtime.getRuntime().halt(0);
            },
            "stop-gate");
    Runtime.getRuntime().addShutdownHook(end);
    opened.accept(gate);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Gate open(GateOptions options) {
    try {
      return Gate.open(options);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage(), e);
    } catch (GateHeldException e) {
      throw Failure.refused(e.getMessage());
    } catch (GateStateException e) {
      throw Failure.data(e.getMessage(), e);
    }
  }
}
