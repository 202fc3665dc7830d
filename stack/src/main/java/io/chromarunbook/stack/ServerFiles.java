package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where one process of the stack keeps its data, its log and what must survive it. */
record ServerFiles(Path directory) {
  static ServerFiles of(Path home, String name) {
    return new ServerFiles(home.resolve("stack").resolve(name));
  }

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve(directory.getFileName() + ".log");
  }

  Path pidFile() {
    return directory.resolve("pid");
  }

  private Path ports() {
    return directory.resolve("ports");
  }

  /** The ports it had last time: clients keep their addresses over a restart. */
  List<Integer> rememberedPorts() {
    try {
      return Arrays.stream(Files.readString(ports()).strip().split(" "))
          .map(Integer::valueOf)
          .toList();
    } catch (IOException | NumberFormatException e) {
      return List.of();
    }
  }

  void rememberPorts(List<Integer> chosen) {
    try {
      Files.writeString(
          OwnersFiles.present(ports()),
          chosen.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    } catch (IOException e) {
      throw new StackException(
          "Cannot write " + ports() + " (" + e.getMessage() + "); make it writable.", e);
    }
  }

  /** The end of the log, for a person who wonders why it does not run. */
  String lastLines() {
    return LogTail.of(log());
  }
}
