package io.chromarunbook.starter.planning;

import io.chromarunbook.workflows.plan.NotificationPlan;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.plan.TrafficGate;
import java.util.ArrayList;
import java.util.List;

/**
 * Something outside a plan that it refers to, and that the workers have to find.
 *
 * @param key where it stands in the plan
 * @param what it is, like {@code environment variable OPS_WEBHOOK}
 */
public record PlannedReference(String key, String what) {

  /** All of a plan, in its order. */
  public static List<PlannedReference> of(Plan plan) {
    List<PlannedReference> found = new ArrayList<>();
    server("source", plan.source(), found);
    server("target", plan.target(), found);
    if (!plan.source().backup().equals("none") && !plan.source().backup().contains("://")) {
      found.add(new PlannedReference("source.backup", "file " + plan.source().backup()));
    }
    if (plan.validation().queryVectors() != null) {
      found.add(
          new PlannedReference(
              "validation.queryVectors", "file " + plan.validation().queryVectors()));
    }
    for (int index = 0; index < plan.notifications().size(); index++) {
      NotificationPlan way = plan.notifications().get(index);
      if (way.webhook() != null) {
        found.add(new PlannedReference("notify[" + index + "].webhook", way.webhook().toString()));
      }
    }
    TrafficGate gate = plan.traffic().gate();
    if (gate != null) {
      found.add(new PlannedReference("traffic.gate.admin", "the gate at " + gate.admin()));
      found.add(new PlannedReference("traffic.gate.token", gate.token().toString()));
      if (gate.ca() != null) {
        found.add(new PlannedReference("traffic.gate.ca", "file " + gate.ca()));
      }
    }
    for (PlannedCommand command : PlannedCommands.of(plan)) {
      found.add(new PlannedReference(command.key(), "program " + command.command().get(0)));
    }
    return found;
  }

  private static void server(String key, ServerPlan server, List<PlannedReference> found) {
    server
        .headers()
        .forEach(
            (name, secret) ->
                found.add(new PlannedReference(key + ".headers." + name, secret.toString())));
    if (server.ca() != null) {
      found.add(new PlannedReference(key + ".ca", "file " + server.ca()));
    }
    if (server.clientCertificate() != null) {
      found.add(
          new PlannedReference(
              key + ".clientCertificate",
              "files "
                  + server.clientCertificate().certificate()
                  + " and "
                  + server.clientCertificate().key()));
    }
  }
}
