package io.chromarunbook.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** All figures of this process in one place: the SDK's, the JVM's and our own. */
final class Telemetry implements AutoCloseable {

  private static final String OF_COUNTERS = "_total";
  private static final String OF_THE_SDK = "temporal_";

  /** The SDK asks for seventy buckets of each timer, with which a scrape has two megabytes. */
  private static final DistributionStatisticConfig FEW_BUCKETS =
      DistributionStatisticConfig.builder()
          .percentilesHistogram(false)
          .serviceLevelObjectives(
              LongStream.of(10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
                  .mapToDouble(TimeUnit.MILLISECONDS::toNanos)
                  .toArray())
          .build();

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  // Apart, because whoever asks for one figure makes a registry gather all it has.
  private final PrometheusMeterRegistry sdk = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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
    sdk.config().meterFilter(new FewBuckets());
    scope =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(sdk))
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
    if (names.isEmpty()) {
      return scrape(registry, null) + scrape(sdk, null);
    }
    Set<String> wanted = asTheRegistryHasThem(names);
    boolean ofTheSdk = names.stream().anyMatch(name -> name.startsWith(OF_THE_SDK));
    return scrape(registry, wanted) + (ofTheSdk ? scrape(sdk, wanted) : "");
  }

  private static String scrape(PrometheusMeterRegistry registry, Set<String> names) {
    return registry.scrape(WatchEndpoint.PROMETHEUS_TEXT, names);
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
    return (int) sdk.find("temporal_num_pollers").gauges().stream().mapToDouble(Gauge::value).sum();
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
      sdk.close();
    }
  }

  private static final class FewBuckets implements MeterFilter {

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig asked) {
      return FEW_BUCKETS.merge(asked);
    }
  }
}
