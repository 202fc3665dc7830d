package io.chromarunbook.worker;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * A worker's logs. Loaded by the worker itself, because the command line lies in the same jar and
 * keeps its terminal quiet.
 */
final class WorkerLogging {

  private WorkerLogging() {}

  /** Logs to the console and to {@code log/worker.log} in the home from now on. */
  static void start(Path home) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("RUNBOOK_HOME", home.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL configuration = WorkerLogging.class.getResource("/worker-logback.xml");
    try {
      configurator.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException("the worker's own worker-logback.xml is not usable", e);
    }
  }
}
