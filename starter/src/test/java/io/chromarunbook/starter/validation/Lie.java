package io.chromarunbook.starter.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.starter.validation.AlteringProxy.Asked;
import io.chromarunbook.starter.validation.AlteringProxy.Behaviour;
import io.chromarunbook.starter.validation.AlteringProxy.Said;
import io.chromarunbook.starter.validation.AlteringProxy.Server;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One wrong answer among right ones: it is as well-formed as the others, and only somebody who
 * compares can tell. Which answer it is, and what is wrong in it, follows from a seed.
 */
final class Lie implements Behaviour {

  /** What is wrong. */
  enum Kind {
    RECORD_LEFT_OUT(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        WrongAnswers.removeRecord((ObjectNode) truth, any(truth, random));
        return truth;
      }
    },
    OLD_PAGE(Subject.RECORDS, 4) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        return earlier;
      }
    },
    OTHER_ID(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ids(truth).set(any(truth, random), "stranger");
        return truth;
      }
    },
    OTHER_CHARACTER(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ArrayNode documents = (ArrayNode) truth.get("documents");
        int place = any(truth, random);
        char[] text = documents.get(place).asText().toCharArray();
        text[random.nextInt(text.length)]++;
        documents.set(place, new String(text));
        return truth;
      }
    },
    OTHER_VALUE(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ObjectNode fields = (ObjectNode) truth.get("metadatas").get(any(truth, random));
        switch (random.nextInt(4)) {
          case 0 -> fields.put("lang", fields.get("lang").asText() + "\u0301");
          case 1 -> fields.put("number", fields.get("number").asLong() + 1);
          case 2 -> fields.put("new", !fields.get("new").asBoolean());
          default -> {
            double score = fields.get("score").asDouble();
            fields.put("score", score + 3 * Math.ulp(score));
          }
        }
        return truth;
      }
    },
    OTHER_COMPONENT(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ArrayNode vector = (ArrayNode) truth.get("embeddings").get(any(truth, random));
        int index = random.nextInt(vector.size());
        float component = (float) vector.get(index).asDouble();
        vector.set(index, component + 32 * Math.ulp(component));
        return truth;
      }
    },
    VECTORS_SWAPPED(Subject.RECORDS, 5) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ArrayNode vectors = (ArrayNode) truth.get("embeddings");
        int place = any(truth, random);
        JsonNode next = vectors.get(place + 1);
        vectors.set(place + 1, vectors.get(place));
        vectors.set(place, next);
        return truth;
      }
    },
    ID_LEFT_OUT(Subject.IDS, 4) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ids(truth).remove(any(truth, random));
        return truth;
      }
    },
    ID_REPEATED(Subject.IDS, 4) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ids(truth).add(ids(truth).get(any(truth, random)));
        return truth;
      }
    },
    ID_INVENTED(Subject.IDS, 4) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ids(truth).set(any(truth, random), "stranger");
        return truth;
      }
    },
    WRONG_COUNT(Subject.COUNT, 2) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        return LongNode.valueOf(truth.asLong() + (random.nextBoolean() ? 1 : -1));
      }
    },
    OTHER_NEIGHBOUR(Subject.NEIGHBOURS, 6) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ArrayNode ids = (ArrayNode) truth.get("ids").get(0);
        JsonNode nearest = ids.get(0);
        ids.set(0, ids.get(ids.size() - 1));
        ids.set(ids.size() - 1, nearest);
        return truth;
      }
    },
    OTHER_DISTANCE(Subject.NEIGHBOURS, 6) {
      @Override
      JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random) {
        ArrayNode distances = (ArrayNode) truth.get("distances").get(0);
        int place = random.nextInt(distances.size());
        distances.set(place, distances.get(place).asDouble() + 0.1);
        return truth;
      }
    };

    private final Subject subject;
    private final int answers;

    Kind(Subject subject, int answers) {
      this.subject = subject;
      this.answers = answers;
    }

    /** Whether it says anything of the data a source holds. */
    boolean concernsSources() {
      return subject != Subject.NEIGHBOURS;
    }

    abstract JsonNode of(JsonNode truth, JsonNode earlier, RandomGenerator random);

    // Not the last one: of a list that is one short, the next page gives that one.
    private static int any(JsonNode page, RandomGenerator random) {
      return random.nextInt(page.get("ids").size() - 1);
    }

    private static ArrayNode ids(JsonNode page) {
      return (ArrayNode) page.get("ids");
    }
  }

  /** What an answer is about. */
  private enum Subject {
    RECORDS,
    IDS,
    COUNT,
    NEIGHBOURS;

    boolean is(Asked request, JsonNode answer) {
      return switch (this) {
        case RECORDS -> WrongAnswers.recordsOf(request, answer) > 1;
        case IDS -> request.is("get") && !request.json().hasNonNull("ids") && several(answer);
        case COUNT -> request.is("count");
        case NEIGHBOURS -> request.is("query") && several(answer.path("ids").path(0));
      };
    }

    private static boolean several(JsonNode answer) {
      return (answer.isArray() ? answer : answer.path("ids")).size() > 1;
    }
  }

  private final Kind kind;
  private final RandomGenerator random;
  private int truthsFirst;
  private JsonNode earlier;
  private String told;

  Lie(Kind kind, RandomGenerator random) {
    this.kind = kind;
    this.random = random;
    this.truthsFirst = random.nextInt(kind.answers) + (kind == Kind.OLD_PAGE ? 1 : 0);
  }

  /** Where the lie was told; empty while it was not. */
  synchronized Optional<String> told() {
    return Optional.ofNullable(told);
  }

  @Override
  public synchronized Said answer(Asked request, Server server) {
    Said truth = server.answer(request);
    if (told != null || truth.status() != 200) {
      return truth;
    }
    JsonNode content = truth.json();
    if (!kind.subject.is(request, content)) {
      return truth;
    }
    if (truthsFirst > 0) {
      truthsFirst--;
      earlier = content;
      return truth;
    }
    told = kind + " in " + request.path();
    return truth.saying(kind.of(content, earlier, random));
  }
}
