package io.chromarunbook.activities.snapshot;

/** Whether a source is to stand still while it is exported. */
enum Stillness {

  /** It is frozen: whatever moves ends the export. */
  FROZEN("The frozen source's collection ", 1) {
    @Override
    boolean takes(IdList list, long counted) {
      return list.repeated() == 0 && list.file().records() == counted;
    }

    @Override
    boolean leavesOut(String id) {
      return false;
    }
  },

  /**
   * Applications may write to it. What goes meanwhile is left out, and what comes is not looked
   * for: whoever exports a live source looks at it once more and says what moved.
   */
  LIVE("The source's collection ", 3) {
    @Override
    boolean takes(IdList list, long counted) {
      return list.repeated() == 0;
    }

    @Override
    boolean leavesOut(String id) {
      return true;
    }
  };

  private final String collection;
  private final int listings;

  Stillness(String collection, int listings) {
    this.collection = collection;
    this.listings = listings;
  }

  /** Begins a sentence about one of its collections. */
  String collection() {
    return collection;
  }

  /** How often a collection is listed before it counts as one that cannot be exported. */
  int listings() {
    return listings;
  }

  /**
   * Whether a list of ids can be exported.
   *
   * @param counted how many records there were before it was made
   */
  abstract boolean takes(IdList list, long counted);

  /** Whether a record that was listed and is gone is left out. */
  abstract boolean leavesOut(String id);
}
