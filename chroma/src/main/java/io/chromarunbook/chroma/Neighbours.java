package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the answer to a query: a list of ids and one of distances for each embedding. */
final class Neighbours {
  private Neighbours() {}

  static List<List<Neighbour>> read(JsonParser parser, int embeddings) throws IOException {
    Map<String, Object> answer = JsonStreams.object(parser);
    List<?> ids = list(answer.get("ids"));
    List<?> distances = list(answer.get("distances"));
    List<List<Neighbour>> all = new ArrayList<>();
    for (int row = 0; row < embeddings; row++) {
      // An empty collection may answer with no list at all.
      all.add(ids.isEmpty() ? List.of() : row(list(entry(ids, row)), list(entry(distances, row))));
    }
    return all;
  }

  private static List<Neighbour> row(List<?> ids, List<?> distances) throws IOException {
    List<Neighbour> row = new ArrayList<>();
    for (int place = 0; place < ids.size(); place++) {
      if (ids.get(place) instanceof String id
          && entry(distances, place) instanceof Number distance) {
        row.add(new Neighbour(id, distance.doubleValue()));
      } else {
        throw new JsonStreams.Unexpected("a neighbour without an id and a distance");
      }
    }
    return row;
  }

  private static Object entry(List<?> list, int place) throws IOException {
    if (place >= list.size()) {
      throw new JsonStreams.Unexpected("the lists of the answer differ in length");
    }
    return list.get(place);
  }

  private static List<?> list(Object value) throws IOException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new JsonStreams.Unexpected("the answer has no ids or no distances");
  }
}
