package io.chromarunbook.directory;

/** What was to be assessed is no Chroma directory. The message is one sentence for a person. */
public final class UnfitDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitDirectoryException(String sentence) {
    super(sentence);
  }

  UnfitDirectoryException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
