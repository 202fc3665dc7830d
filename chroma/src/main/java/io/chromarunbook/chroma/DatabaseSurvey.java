package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Looks which databases of a server hold collections, as far as it tells. */
final class DatabaseSurvey {

  /** Where an API generation keeps its databases. */
  interface Routes {
    /** The list of a tenant's databases; empty where the API has none. */
    Optional<Route> databases(String tenant);

    /** How many collections a database has. */
    Route collectionsCount(String tenant, String database);
  }

  private static final int PAGE = 1_000;

  /** Each costs a request, and after that many it is clear that there are others. */
  private static final int MOST_COUNTED = 100;

  /** So many are listed at most; no more are named anyway. */
  private static final int MOST_LISTED = 10_000;

  /** Segments that are taken for a way up, whatever they are escaped by. */
  private static final Set<String> NO_SEGMENTS = Set.of("", ".", "..");

  private record Place(String tenant, String database) {}

  private final Conversation conversation;
  private final Routes routes;
  private final Place here;

  DatabaseSurvey(Conversation conversation, Routes routes) {
    this.conversation = conversation;
    this.routes = routes;
    this.here = new Place(conversation.address().tenant(), conversation.address().database());
  }

  OtherDatabases look() {
    Optional<List<String>> own = listed(here.tenant());
    Set<Place> places = new LinkedHashSet<>();
    places.add(new Place(ServerAddress.DEFAULT_TENANT, ServerAddress.DEFAULT_DATABASE));
    own.ifPresent(names -> names.forEach(name -> places.add(new Place(here.tenant(), name))));
    if (own.isPresent() && !here.tenant().equals(ServerAddress.DEFAULT_TENANT)) {
      listed(ServerAddress.DEFAULT_TENANT)
          .ifPresent(
              names ->
                  names.forEach(name -> places.add(new Place(ServerAddress.DEFAULT_TENANT, name))));
    }
    places.remove(here);
    List<OtherDatabase> found = new ArrayList<>();
    for (Place place : places) {
      found.add(
          new OtherDatabase(
              place.tenant(),
              place.database(),
              found.size() < MOST_COUNTED ? counted(place) : OptionalLong.empty()));
    }
    return new OtherDatabases(own.isPresent(), found);
  }

  /** The names of a tenant's databases; empty where the server does not list them for us. */
  private Optional<List<String>> listed(String tenant) {
    Optional<Route> route = routes.databases(tenant);
    if (route.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    boolean more = true;
    while (more && names.size() < MOST_LISTED) {
      Optional<List<String>> page =
          told(route.get().with("limit", PAGE).with("offset", names.size()), DatabaseSurvey::names);
      if (page.isEmpty()) {
        return Optional.empty();
      }
      // A page that tells nothing new is the last, whatever a server makes of the offset.
      more = names.addAll(page.get());
    }
    return Optional.of(List.copyOf(names));
  }

  private OptionalLong counted(Place place) {
    if (NO_SEGMENTS.contains(place.tenant()) || NO_SEGMENTS.contains(place.database())) {
      return OptionalLong.empty();
    }
    return told(
            routes.collectionsCount(place.tenant(), place.database()),
            parser -> {
              if (JsonStreams.value(parser) instanceof Long count) {
                return count;
              }
              throw new JsonStreams.Unexpected("a count was expected");
            })
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** The answer; empty where a release has no such question, or these credentials may not ask. */
  private <T> Optional<T> told(Route route, Conversation.AnswerReader<T> reader) {
    try {
      return Optional.of(conversation.ask(Call.get(route), reader));
    } catch (ChromaException e) {
      if (e.kind().transientFault()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static List<String> names(JsonParser parser) throws IOException {
    if (JsonStreams.token(parser) != JsonToken.START_ARRAY) {
      throw new JsonStreams.Unexpected("a list of databases was expected");
    }
    List<String> names = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      AnswerLimits.requireAsked(names.size(), PAGE, "databases");
      if (JsonStreams.value(parser) instanceof Map<?, ?> database
          && database.get("name") instanceof String name) {
        names.add(name);
      } else {
        throw new JsonStreams.Unexpected("a database with a name was expected");
      }
    }
    return names;
  }
}
