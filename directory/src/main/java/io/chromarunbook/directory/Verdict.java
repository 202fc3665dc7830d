package io.chromarunbook.directory;

import java.util.Locale;

/** What can be done with a collection. */
public sealed interface Verdict {

  /** In few words. */
  String words();

  /** What it is founded on, in half a sentence. */
  String why();

  /**
   * 1.x opens it as it is.
   *
   * @param proof by what that is known
   */
  record OpensAsItIs(String proof) implements Verdict {
    @Override
    public String why() {
      return proof;
    }

    @Override
    public String words() {
      return "opens in 1.x as it is";
    }
  }

  /**
   * Its records have to be given by a server of its release and taken by another.
   *
   * @param why what keeps its files from being used
   */
  record GoesThroughApi(String why) implements Verdict {
    @Override
    public String words() {
      return "goes through the API";
    }
  }

  /**
   * Neither way is open yet.
   *
   * @param why what has to be put right
   */
  record NeedsMending(String why) implements Verdict {
    @Override
    public String words() {
      return "needs mending first";
    }
  }

  /**
   * Something is gone.
   *
   * @param lost how many records; 0 where nobody can tell
   * @param of how many records there are
   * @param why what happened
   */
  record Damaged(long lost, long of, String why) implements Verdict {
    @Override
    public String words() {
      return String.format(
          Locale.ROOT,
          lost == 0 ? "damaged: nobody can tell how many of %2$,d" : "damaged: %,d of %,d",
          lost,
          of);
    }
  }

  /** The way that is left. */
  default Road road() {
    if (this instanceof OpensAsItIs) {
      return Road.AS_IT_IS;
    }
    if (this instanceof GoesThroughApi) {
      return Road.THROUGH_API;
    }
    return this instanceof NeedsMending ? Road.MEND_FIRST : Road.DAMAGED;
  }
}
