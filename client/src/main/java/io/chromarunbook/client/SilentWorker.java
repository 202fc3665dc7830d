package io.chromarunbook.client;

/** No worker answers for a run at the moment. */
public final class SilentWorker extends Exception {
  private static final long serialVersionUID = 1L;

  SilentWorker(Throwable cause) {
    super("no worker answers", cause);
  }
}
