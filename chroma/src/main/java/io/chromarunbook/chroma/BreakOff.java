package io.chromarunbook.chroma;

/** Ends one HTTP call at once, also where it is only about to be made. */
final class BreakOff implements Runnable {

  private okhttp3.Call call;
  private boolean asked;

  @Override
  public synchronized void run() {
    asked = true;
    if (call != null) {
      call.cancel();
    }
  }

  /** Says which call it is. */
  synchronized void of(okhttp3.Call made) {
    call = made;
    if (asked) {
      made.cancel();
    }
  }

  /** Whether it was asked for. */
  synchronized boolean asked() {
    return asked;
  }
}
