package io.chromarunbook.directory;

import java.util.List;

/** Whether somebody has a directory open just now. */
public sealed interface OpenedBy {

  /** These processes have. */
  record Processes(List<OpenProcess> processes) implements OpenedBy {
    /** Copies. */
    public Processes {
      processes = List.copyOf(processes);
    }
  }

  /** This system does not tell. */
  record NotTold() implements OpenedBy {}

  /**
   * A process.
   *
   * @param command its command line, as far as it may be read
   * @param file one of the files it has open, from the directory
   */
  record OpenProcess(long pid, String command, String file) {}

  /** The processes that are known. */
  default List<OpenProcess> known() {
    return this instanceof Processes told ? told.processes() : List.of();
  }
}
