package io.chromarunbook.chroma;

/** How a collection measures the distance of two embeddings, by Chroma's names. */
public enum DistanceFunction {
  L2("l2"),
  IP("ip"),
  COSINE("cosine");

  private final String chromaName;

  DistanceFunction(String chromaName) {
    this.chromaName = chromaName;
  }

  /** "l2", "ip" or "cosine". */
  public String chromaName() {
    return chromaName;
  }

  /**
   * The function Chroma calls by this name.
   *
   * @throws IllegalArgumentException where Chroma has no distance function of that name
   */
  public static DistanceFunction named(String chromaName) {
    for (DistanceFunction function : values()) {
      if (function.chromaName.equals(chromaName)) {
        return function;
      }
    }
    throw new IllegalArgumentException("Chroma has no distance function named " + chromaName);
  }
}
