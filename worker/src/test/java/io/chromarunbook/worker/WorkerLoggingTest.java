package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A worker's log tells whose work it is about; the command line's terminal stays quiet. */
class WorkerLoggingTest {

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @TempDir private Path home;

  @AfterEach
  void restore() throws JoranException {
    MDC.clear();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void a_line_of_a_worker_names_migration_step_and_part() throws IOException {
    WorkerLogging.start(home);
    MDC.put("migration", "kb-to-1x");
    MDC.put("step", "ImportPart");
    MDC.put("part", "7");

    LoggerFactory.getLogger("test").info("read back");

    assertThat(Files.readString(home.resolve("log/worker.log")))
        .contains("[kb-to-1x ImportPart 7] test - read back");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void what_is_logged_makes_no_lines_and_steers_no_terminal(String text) throws IOException {
    WorkerLogging.start(home);

    LoggerFactory.getLogger("test").warn("{}", text, new IOException(text));

    List<String> lines = Files.readString(home.resolve("log/worker.log")).lines().toList();
    assertThat(lines.get(0)).matches("\\d{4}-.* WARN .* test - .*");
    assertThat(lines.subList(1, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("    "));
    assertThat(Files.readString(home.resolve("log/worker.log")).codePoints())
        .allMatch(
            point ->
                point == '\n'
                    || !(Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.LINE_SEPARATOR
                        || Character.getType(point) == Character.PARAGRAPH_SEPARATOR));
  }

  static Stream<Named<String>> hostile() throws IOException {
    return Json.MAPPER
        .readValue(
            Path.of("../workflows/src/test/resources/hostile-texts.json").toFile(),
            new TypeReference<TreeMap<String, String>>() {})
        .entrySet()
        .stream()
        .map(text -> Named.of(text.getKey(), text.getValue()));
  }

  @Test
  void only_its_owner_may_read_it() throws IOException {
    WorkerLogging.start(home);

    LoggerFactory.getLogger("test").info("mine");

    assertThat(Files.getPosixFilePermissions(home.resolve("log/worker.log")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(home.resolve("log")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void without_a_worker_nothing_is_printed() throws JoranException {
    context.reset();
    new ContextInitializer(context).autoConfig();

    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    context.getLogger("ROOT").iteratorForAppenders().forEachRemaining(appenders::add);

    assertThat(appenders).isNotEmpty().noneMatch(ConsoleAppender.class::isInstance);
  }
}
