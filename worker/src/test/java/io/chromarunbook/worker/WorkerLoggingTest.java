package io.chromarunbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void without_a_worker_nothing_is_printed() throws JoranException {
    context.reset();
    new ContextInitializer(context).autoConfig();

    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    context.getLogger("ROOT").iteratorForAppenders().forEachRemaining(appenders::add);

    assertThat(appenders).isNotEmpty().noneMatch(ConsoleAppender.class::isInstance);
  }
}
