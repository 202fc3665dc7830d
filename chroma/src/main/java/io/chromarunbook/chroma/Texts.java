package io.chromarunbook.chroma;

/** What a server says, made fit for a message. */
final class Texts {
  /** Enough of an answer to understand it; the rest would drown the message around it. */
  static final int LONGEST = 300;

  private Texts() {}

  /** One line without control characters, cut to {@link #LONGEST} characters. */
  static String printable(String text) {
    if (text == null) {
      return "";
    }
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
