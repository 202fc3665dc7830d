package io.chromarunbook.worker;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Logs of processes that run for long. Loaded by these themselves, because the command line lies in
 * the same jar and keeps its terminal quiet.
 */
public final class ProcessLogging {

  private ProcessLogging() {}

  /** Logs to the console only from now on, for whoever gathers what processes say. */
  public static void toConsole() {
    start("/gate-logback.xml", Map.of());
  }

  /** Logs as this file of the jar says. */
  static void start(String configuration, Map<String, String> properties) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    properties.forEach(context::putProperty);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL found = ProcessLogging.class.getResource(configuration);
    try {
      configurator.doConfigure(found);
    } catch (JoranException e) {
      throw new IllegalStateException("our own " + configuration + " is not usable", e);
    }
  }
}
