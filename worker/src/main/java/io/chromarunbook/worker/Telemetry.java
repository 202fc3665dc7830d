package io.chromarunbook.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.util.Set;
import java.util.stream.Collectors;

/** All figures of this process in one place: the SDK's, the JVM's and our own. */
final class Telemetry implements AutoCloseable {

  private static final String OF_COUNTERS = "_total";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Scope scope;

  Telemetry() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    // Activities count on the global registry, so that they need not know who reads.
    Metrics.addRegistry(registry);
    scope =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(com.uber.m3.util.Duration.ofSeconds(1));
  }

  /** Where the SDK counts. */
  Scope scope() {
    return scope;
  }

  /**
   * The figures, as Prometheus reads them.
   *
   * @param names of those that are asked for; empty for all, which costs some tens of milliseconds
   */
  String scrape(Set<String> names) {
    return registry.scrape(
        WatchEndpoint.PROMETHEUS_TEXT, names.isEmpty() ? null : asTheRegistryHasThem(names));
  }

  /** The ending of a counter is only added when it is written out. */
  private static Set<String> asTheRegistryHasThem(Set<String> names) {
    return names.stream()
        .map(
            name ->
                name.endsWith(OF_COUNTERS)
                    ? name.substring(0, name.length() - OF_COUNTERS.length())
                    : name)
        .collect(Collectors.toSet());
  }

  /** How many pollers wait for tasks, as the SDK last reported; 0 before it did. */
  int pollers() {
    return (int)
        registry.find("temporal_num_pollers").gauges().stream().mapToDouble(Gauge::value).sum();
  }

  @Override
  public void close() {
    try {
      scope.close();
    } catch (ScopeCloseException e) {
      throw new IllegalStateException("the SDK's figures could not be reported a last time", e);
    } finally {
      Metrics.removeRegistry(registry);
      garbageCollection.close();
      registry.close();
    }
  }
}
