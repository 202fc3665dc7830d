package io.chromarunbook.activities.frontdoor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a run tells a gate.
 *
 * @param by who acts
 * @param target where traffic goes once it is switched; null where it is not
 * @param collections which of the target's stands for which of the source's; null likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateOrder(
    GateMode mode,
    String migration,
    String by,
    String why,
    Target target,
    List<Mapping> collections) {

  /**
   * What applications were made for.
   *
   * @param version as it says itself
   * @param maxBatchSize how many records it tells clients to send at once
   */
  public record Replaced(String version, int maxBatchSize, String tenant, String database) {}

  /**
   * Where traffic goes.
   *
   * @param inPlaceOf the source, as applications know it
   */
  public record Target(String url, String tenant, String database, Replaced inPlaceOf) {}

  /** A collection as applications know it, and what it is now. */
  public record Mapping(Named source, Named target) {}

  /** A collection of one server. */
  public record Named(String id, String name) {}

  /** An order that needs no more than the mode. */
  public static GateOrder of(GateMode mode, String migration, String why) {
    return new GateOrder(mode, migration, "chroma-runbook", why, null, null);
  }
}
