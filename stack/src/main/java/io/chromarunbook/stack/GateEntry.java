package io.chromarunbook.stack;

import java.util.List;

/**
 * A front door that is started again when it dies.
 *
 * @param url where applications connect
 * @param admin where orders are given
 * @param tokenFile has the word by which orders are known; only its owner can read it
 * @param source the Chroma server it stands before
 * @param command how it is started again
 */
public record GateEntry(
    String url,
    String admin,
    String tokenFile,
    String source,
    List<String> command,
    StackProcess process) {

  /** Copies what it is given. */
  public GateEntry {
    command = List.copyOf(command);
  }
}
