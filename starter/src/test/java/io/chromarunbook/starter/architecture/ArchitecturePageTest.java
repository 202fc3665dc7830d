package io.chromarunbook.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that shows the house to people names its rooms, all of them and no other. */
class ArchitecturePageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern MODULE = Pattern.compile("<module>(\\w+)</module>");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void the_page_names_every_room_and_no_other() throws IOException {
    assertThat(roomsOnThePage()).isEqualTo(rooms());
  }

  private static Set<String> rooms() throws IOException {
    Set<String> rooms = new TreeSet<>();
    for (String module : modules()) {
      Path base = ROOT.resolve(module).resolve("src/main/java/io/chromarunbook").resolve(module);
      try (Stream<Path> inside = Files.list(base)) {
        Set<String> packages =
            new TreeSet<>(
                inside.filter(Files::isDirectory).map(room -> room.getFileName() + "").toList());
        packages.forEach(room -> rooms.add(module + " · " + room));
        if (packages.isEmpty()) {
          rooms.add(module);
        }
      }
    }
    return rooms;
  }

  private static Set<String> modules() throws IOException {
    return names(MODULE, Files.readString(ROOT.resolve("pom.xml")));
  }

  /** First cells are a module, or a module, a point and its packages. */
  private static Set<String> roomsOnThePage() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/architecture.md"))) {
      if (!line.startsWith("| `") || line.startsWith("| `docker`")) {
        continue;
      }
      String[] cell = line.substring(2, line.indexOf('|', 1)).split("·", 2);
      String module = names(NAME, cell[0]).iterator().next();
      Arrays.stream(cell)
          .skip(1)
          .flatMap(packages -> names(NAME, packages).stream())
          .forEach(room -> named.add(module + " · " + room));
      if (cell.length == 1) {
        named.add(module);
      }
    }
    return named;
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).forEach(names::add);
    return names;
  }
}
