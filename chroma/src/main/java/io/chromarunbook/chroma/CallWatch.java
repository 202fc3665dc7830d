package io.chromarunbook.chroma;

/**
 * Accompanies the calls to one server: hears of them while they are under way, says whether one
 * that failed is sent again, and remembers how much the server takes at a time. Safe for use by
 * several threads.
 */
@FunctionalInterface
public interface CallWatch {

  /** Watches nothing. */
  CallWatch NOBODY = (call, breakOff) -> Ongoing.UNWATCHED;

  /** Whether the next call is sent again after a failure. */
  default Retries retries() {
    return Retries.NONE;
  }

  /** What is known of the server's page sizes; nothing yet, unless somebody remembers. */
  default PageSizes pageSizes() {
    return new PageSizes();
  }

  /** The same watch for somebody who asks once and takes what comes. */
  default CallWatch once() {
    CallWatch same = this;
    return new CallWatch() {
      @Override
      public Ongoing begin(String call, Runnable breakOff) {
        return same.begin(call, breakOff);
      }

      @Override
      public PageSizes pageSizes() {
        return same.pageSizes();
      }
    };
  }

  /** One call under way; it ends by {@link #answered}, {@link #failed} or {@link #givenUp}. */
  interface Ongoing {

    /** One nobody watches. */
    Ongoing UNWATCHED =
        new Ongoing() {
          @Override
          public void sent() {
            // Nobody asks.
          }

          @Override
          public void received() {
            // Nobody asks.
          }

          @Override
          public void answered() {
            // Nobody asks.
          }

          @Override
          public void failed(ChromaException failure) {
            // Nobody asks.
          }

          @Override
          public void givenUp() {
            // Nobody asks.
          }
        };

    /** Bytes were taken on their way to the server; called often. */
    void sent();

    /** Bytes came from the server; called often. */
    void received();

    /** The server answered, be it that it has not what was asked for. */
    void answered();

    /** The server did not do what it was asked. */
    void failed(ChromaException failure);

    /** Whoever asked was interrupted and waits no more, which says nothing of the server. */
    void givenUp();
  }

  /**
   * A call begins.
   *
   * @param call in words, like "POST /api/v2/tenants/t/databases/d/collections/c/upsert"
   * @param breakOff ends the call at once; it then fails as UNREACHABLE
   */
  Ongoing begin(String call, Runnable breakOff);
}
