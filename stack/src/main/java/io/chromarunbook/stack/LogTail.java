package io.chromarunbook.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a program's output, short enough for an error message. */
final class LogTail {
  private static final int LINES = 3;

  private LogTail() {}

  static String of(Path file) {
    try {
      List<String> lines =
          Files.readString(file, StandardCharsets.ISO_8859_1)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
      return last.isEmpty() ? "it wrote nothing" : "its last lines: " + String.join(" | ", last);
    } catch (IOException e) {
      return "it wrote nothing";
    }
  }
}
