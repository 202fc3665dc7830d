package io.chromarunbook.starter.settings;

/** What becomes of changes that somebody else made to a file since a key was set in it. */
public enum OthersEdits {
  /** They stay, and the file with them. */
  STAY,
  /** They are lost. */
  GO
}
