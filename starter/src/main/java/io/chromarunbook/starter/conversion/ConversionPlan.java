package io.chromarunbook.starter.conversion;

import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.text.YamlLine;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plan of a conversion: one person in every role, and no window, because nobody is served. */
final class ConversionPlan {

  private ConversionPlan() {}

  /** Its text. */
  static String of(String id, ConversionWishes wishes) {
    return PLAN.replace("{id}", id)
        .replace("{source}", YamlLine.of(side(wishes.source())))
        .replace("{target}", YamlLine.of(side(wishes.target())))
        .replace("{by}", YamlLine.of(wishes.by()))
        .replace("{left}", YamlLine.of(wishes.left()))
        .replace("{quarantine}", "" + wishes.quarantine())
        .replace("{lane}", Json.MAPPER.convertValue(wishes.lane(), String.class));
  }

  private static Map<String, String> side(ServerPlan side) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(side.key(), side.directory() == null ? side.url() : side.directory());
    keys.put("tenant", side.tenant());
    keys.put("database", side.database());
    return keys;
  }

  private static final String PLAN =
      """
      # A conversion: one person, one application, one machine.
      migration: {id}
      source: {source}
      target: {target}

      # One person answers for all, so nobody else has looked: the report says so.
      gates: {fourEyes: false}
      people:
        operations-lead: [{by}]
        dba: [{by}]
        security: [{by}]
        technician: [{by}]
        on-call: [{by}]

      collections: {exclude: {left}}
      quarantine: {maxRecords: {quarantine}}
      lane: {lane}

      # What is not to be used is not left behind.
      rollback: {target: remove}

      # No application is served while this goes on, so there is nothing to watch afterwards.
      timeline: {start: now, monitoring: PT0S}
      """;
}
