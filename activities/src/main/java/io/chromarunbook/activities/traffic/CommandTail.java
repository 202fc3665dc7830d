package io.chromarunbook.activities.traffic;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, short enough for a message. */
final class CommandTail {

  private static final int BYTES = 2000;
  private static final int LINES = 10;

  private CommandTail() {}

  static String of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - BYTES));
      byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(end);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8)
              .lines()
              // Colours and the like mean nothing in a message.
              .map(
                  line ->
                      line.replaceAll("\\p{Cc}(\\[[0-9;]*m)?|[\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "")
                          .strip())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toList());
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
