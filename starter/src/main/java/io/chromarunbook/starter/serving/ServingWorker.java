package io.chromarunbook.starter.serving;

import io.chromarunbook.worker.RunbookWorker;
import java.io.PrintStream;
import java.util.Map;

/** A worker that can serve directories, because servers can be installed where it runs. */
public final class ServingWorker {

  private ServingWorker() {}

  /**
   * Runs it in this process until the process is told to end.
   *
   * @return the exit code of a worker that could not start
   */
  public static int serve(Map<String, String> environment, PrintStream complaints) {
    return RunbookWorker.serve(environment, new StackDirectoryServers(environment), complaints);
  }
}
