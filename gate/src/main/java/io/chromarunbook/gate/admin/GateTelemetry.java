package io.chromarunbook.gate.admin;

import io.chromarunbook.gate.figures.Answered;
import io.chromarunbook.gate.mode.Mode;
import io.chromarunbook.gate.settling.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The door's figures as Prometheus reads them. */
public final class GateTelemetry implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Asks for the status at each scrape. */
  public GateTelemetry(Supplier<GateStatus> status) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    for (Mode mode : Mode.values()) {
      Gauge.builder("gate.mode", status, now -> now.get().mode() == mode ? 1 : 0)
          .description("1 for the mode in force.")
          .tag("mode", mode.word())
          .register(registry);
    }
    gauge("gate.requests.under.way", status, now -> now.underWay().requests());
    gauge("gate.writes.under.way", status, now -> now.underWay().writes());
    gauge("gate.writes.unsettled", status, GateTelemetry::notKnown);
    counter("gate.requests", status, now -> now.answered().requests());
    counter("gate.errors", status, now -> now.answered().errors());
    gauge("gate.refused.writes", status, now -> now.refused().writes());
    gauge("gate.refused.unknown", status, now -> now.refused().unknown());
    gauge("gate.latency.p50.millis", status, now -> millis(now.answered(), 0.5));
    gauge("gate.latency.p95.millis", status, now -> millis(now.answered(), 0.95));
  }

  private static double notKnown(GateStatus now) {
    return now.unsettled().stream().filter(each -> each.outcome() == Outcome.NOT_KNOWN).count();
  }

  private static double millis(Answered answered, double share) {
    Double found = share < 0.9 ? answered.latencyMillis().p50() : answered.latencyMillis().p95();
    return found == null ? Double.NaN : found;
  }

  private void gauge(
      String name, Supplier<GateStatus> status, ToDoubleFunction<GateStatus> figure) {
    Gauge.builder(name, status, now -> figure.applyAsDouble(now.get())).register(registry);
  }

  private void counter(
      String name, Supplier<GateStatus> status, ToDoubleFunction<GateStatus> figure) {
    FunctionCounter.builder(name, status, now -> figure.applyAsDouble(now.get()))
        .register(registry);
  }

  /** All figures, as text. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
