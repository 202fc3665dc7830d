package io.chromarunbook.starter.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.releases.RealServer;
import io.chromarunbook.chroma.releases.RealServers;
import io.chromarunbook.starter.chroma.OddShape.Fate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a real source can hold arrives equal or is named. Sources are filled and both servers
 * are read by plain HTTP, and moved by the real activities in between.
 */
@Tag("servers")
@Timeout(240)
@ExtendWith(RealServers.Extension.class)
final class OddValuesTest {
  private static final Map<String, String> SPACES = new TreeMap<>();

  static {
    SPACES.put("l2", "l2");
    SPACES.put("one", "l2");
    SPACES.put("wide", "l2");
    SPACES.put("cosine", "cosine");
    SPACES.put("ip", "ip");
  }

  @TempDir private Path home;

  @Test
  void the_table_has_at_least_sixty_shapes() {
    assertThat(OddShape.records()).hasSizeGreaterThan(60);
    assertThat(OddShape.records()).extracting(OddShape::what).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(
      value = RealServer.class,
      names = {"CHROMA_0_5", "CHROMA_0_6", "CHROMA_1_5"})
  void every_odd_record_arrives_equal_or_is_named(RealServer source, RealServers servers) {
    String database = "odd_records_" + source.name().toLowerCase(java.util.Locale.ROOT);
    RawChroma from = new RawChroma(source, url(servers, source), database);
    RawChroma to = target(servers, database);
    Map<String, String> ids = new HashMap<>();
    SPACES.forEach((name, space) -> ids.put(name, create(from, "odd-" + name, space)));
    Map<OddShape, Fate> fates = new LinkedHashMap<>();
    List<OddShape> stored =
        OddShape.records().stream()
            .filter(
                shape -> {
                  boolean taken =
                      from.upsert(ids.get(shape.collection()), shape.body()).successful();
                  if (!taken) {
                    fates.put(shape, Fate.REFUSED);
                  }
                  return taken;
                })
            .toList();

    Map<String, Map<String, String>> named = engine(servers, source, database).move();

    Map<String, List<OddShape>> byCollection =
        stored.stream().collect(Collectors.groupingBy(OddShape::collection));
    byCollection.forEach(
        (name, shapes) -> {
          Map<String, String> quarantine = named.getOrDefault("odd-" + name, Map.of());
          String copy = to.collections().get("odd-" + name).get("id").asText();
          assertThat(to.count(copy) + quarantine.size())
              .as(name)
              .isEqualTo(from.count(ids.get(name)));
          shapes.forEach(
              shape ->
                  fates.put(
                      shape,
                      quarantine.containsKey(shape.id())
                          ? Fate.NAMED
                          : arrived(shape, from, ids.get(name), to, copy)));
          assertThat(quarantine.values()).allMatch(reason -> reason.endsWith("."));
        });
    assertThat(readable(fates))
        .containsExactlyInAnyOrderEntriesOf(
            readable(
                OddShape.records().stream()
                    .collect(Collectors.toMap(shape -> shape, shape -> shape.fate(source)))));
  }

  private static Fate arrived(
      OddShape shape, RawChroma from, String original, RawChroma to, String copy) {
    List<String> id = List.of(shape.id());
    RawRecord expected = from.records(original, id).get(shape.id());
    RawRecord found = to.records(copy, id).get(shape.id());
    Optional<String> difference =
        found == null
            ? Optional.of("missing")
            : expected.differenceFrom(found, SPACES.get(shape.collection()));
    assertThat(difference).as(shape.what()).isEmpty();
    return Fate.EQUAL;
  }

  private static Map<String, Fate> readable(Map<OddShape, Fate> fates) {
    Map<String, Fate> readable = new TreeMap<>();
    fates.forEach((shape, fate) -> readable.put(shape.what(), fate));
    return readable;
  }

  @ParameterizedTest
  @EnumSource(
      value = RealServer.class,
      names = {"CHROMA_0_5", "CHROMA_0_6", "CHROMA_1_5"})
  void every_odd_collection_arrives_with_its_settings(RealServer source, RealServers servers) {
    String database = "odd_collections_" + source.name().toLowerCase(java.util.Locale.ROOT);
    RawChroma from = new RawChroma(source, url(servers, source), database);
    RawChroma to = target(servers, database);
    Map<String, Fate> fates = new TreeMap<>();
    for (OddShape shape : OddShape.collections()) {
      fates.put(shape.what(), from.create(shape.body()).successful() ? Fate.EQUAL : Fate.REFUSED);
    }

    engine(servers, source, database).move();

    Map<String, JsonNode> copies = to.collections();
    from.collections()
        .forEach(
            (name, original) -> {
              JsonNode copy = copies.get(name);
              assertThat(copy).as(name).isNotNull();
              assertThat(fields(copy)).as(name).isEqualTo(fields(original));
              original
                  .path("metadata")
                  .properties()
                  .forEach(
                      field ->
                          assertThat(built(copy, field.getKey()))
                              .as(name + " " + field.getKey())
                              .isIn("", field.getValue().asText()));
            });
    assertThat(copies).hasSameSizeAs(from.collections());
    assertThat(fates)
        .isEqualTo(
            OddShape.collections().stream()
                .collect(
                    Collectors.toMap(
                        OddShape::what, shape -> shape.fate(source), (a, b) -> a, TreeMap::new)));
  }

  @Test
  void a_collection_of_an_unknown_distance_function_is_refused_by_name(RealServers servers) {
    String database = "odd_distance";
    RawChroma from =
        new RawChroma(RealServer.CHROMA_0_5, url(servers, RealServer.CHROMA_0_5), database);
    assertThat(target(servers, database).collections()).isEmpty();
    // The server answers with an error, and has created it all the same.
    var ignored = from.create("{\"name\":\"odd-space\",\"metadata\":{\"hnsw:space\":\"euclid\"}}");
    assertThat(from.collections()).containsKey("odd-space");

    assertThatThrownBy(() -> engine(servers, RealServer.CHROMA_0_5, database).move())
        .hasMessageContaining("odd-space")
        .hasMessageContaining("euclid");
  }

  private static Map<String, String> fields(JsonNode collection) {
    return Stream.of(collection.path("metadata"))
        .flatMap(metadata -> metadata.properties().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().toString()));
  }

  /** What the target's index was really built by; empty where the key is no setting. */
  private static String built(JsonNode collection, String key) {
    JsonNode index = collection.path("configuration_json").path("hnsw");
    return switch (key) {
      case "hnsw:space" -> index.path("space").asText();
      case "hnsw:construction_ef" -> index.path("ef_construction").asText();
      case "hnsw:search_ef" -> index.path("ef_search").asText();
      case "hnsw:M" -> index.path("max_neighbors").asText();
      default -> "";
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = RealServer.class,
      names = {"CHROMA_0_5", "CHROMA_0_6", "CHROMA_1_5"})
  void two_hundred_generated_sets_arrive_equal_or_are_named(
      RealServer source, RealServers servers) {
    String database = "odd_sets_" + source.name().toLowerCase(java.util.Locale.ROOT);
    RawChroma from = new RawChroma(source, url(servers, source), database);
    RawChroma to = target(servers, database);
    Map<String, String> spaces = Map.of("set-l2", "l2", "set-cosine", "cosine", "set-ip", "ip");
    Map<String, String> ids = new TreeMap<>();
    spaces.forEach((name, space) -> ids.put(name, create(from, name, space)));
    List<String> names = List.copyOf(ids.keySet());
    Map<String, Map<String, GeneratedRecord>> stored = new HashMap<>();
    for (int seed = 0; seed < 200; seed++) {
      String name = names.get(seed % names.size());
      List<GeneratedRecord> set = GeneratedRecord.set(seed);
      Map<String, GeneratedRecord> kept = stored.computeIfAbsent(name, first -> new HashMap<>());
      List<GeneratedRecord> taken =
          from.upsert(ids.get(name), GeneratedRecord.body(set)).successful()
              ? set
              : set.stream()
                  .filter(
                      one ->
                          from.upsert(ids.get(name), GeneratedRecord.body(List.of(one)))
                              .successful())
                  .toList();
      taken.forEach(one -> kept.put(one.id(), one));
    }

    Map<String, Map<String, String>> named = engine(servers, source, database).move();

    stored.forEach(
        (name, kept) -> {
          Map<String, String> quarantine = named.getOrDefault(name, Map.of());
          String copy = to.collections().get(name).get("id").asText();
          assertThat(from.count(ids.get(name))).isEqualTo(kept.size());
          assertThat(to.count(copy) + quarantine.size()).as(name).isEqualTo(kept.size());
          assertThat(kept.keySet()).containsAll(quarantine.keySet());
          List<String> rest =
              kept.keySet().stream().filter(id -> !quarantine.containsKey(id)).toList();
          Map<String, RawRecord> originals = from.records(ids.get(name), rest);
          Map<String, RawRecord> copies = to.records(copy, rest);
          assertThat(copies.keySet()).isEqualTo(originals.keySet());
          originals.forEach(
              (id, original) ->
                  assertThat(original.differenceFrom(copies.get(id), spaces.get(name)))
                      .as(kept.get(id).toString())
                      .isEmpty());
          assertThat(rest).as("most of what is generated can go").hasSizeGreaterThan(100);
        });
  }

  private static String create(RawChroma server, String name, String space) {
    return server
        .create("{\"name\":\"%s\",\"metadata\":{\"hnsw:space\":\"%s\"}}".formatted(name, space))
        .json()
        .get("id")
        .asText();
  }

  private static String url(RealServers servers, RealServer server) {
    return servers.addressOf(server).url().toString();
  }

  private static RawChroma target(RealServers servers, String database) {
    return new RawChroma(
        RealServer.CHROMA_1_5, url(servers, RealServer.CHROMA_1_5), "to_" + database);
  }

  private Engine engine(RealServers servers, RealServer source, String database) {
    return new Engine(home, url(servers, source), url(servers, RealServer.CHROMA_1_5), database);
  }
}
