package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.conversion.ConversionWishes;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.MigrationStatus;

/** How a conversion ended, for machines. */
final class ConversionDocument {

  private ConversionDocument() {}

  static ObjectNode of(MigrationStatus last, ConversionWishes wishes, RunbookHome home) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("migration", last.migration());
    document.put("state", last.state().name());
    document.put("decision", last.decision());
    document.put("reason", last.reason());
    document.put("source", wishes.source().url());
    document.put("target", wishes.target().url());
    document.set("totals", Json.MAPPER.valueToTree(last.totals()));
    document.put("report", home.run(last.migration()).reportJson().toString());
    return document;
  }
}
