package io.chromarunbook.workflows.text;

/** Sentences that go on in others. */
public final class Sentence {

  private Sentence() {}

  /** A sentence as it stands within another one: without its full stop. */
  public static String within(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
