package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Takes a plan's YAML apart, and keeps where each piece stands. */
final class WrittenPlan {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build();

  private final YAMLParser parser;

  private WrittenPlan(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * What is written; null where nothing is.
   *
   * @throws PlanException where it is no YAML, or goes on after its end
   */
  static Written of(String yaml) {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      WrittenPlan plan = new WrittenPlan(parser);
      if (parser.nextToken() == null) {
        return null;
      }
      Written root = plan.piece();
      if (parser.nextToken() != null) {
        throw wrong(
            spot(parser),
            "the file goes on after the plan",
            "keep one plan in it, without '---' and '...'");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw noYaml(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Every parser of Jackson is declared to do I/O; one that reads a text does none.
      throw new IllegalStateException("a text can be read", e);
    }
  }

  private Written piece() throws Exception {
    Spot spot = spot(parser);
    if (parser.isCurrentAlias()) {
      return new Written.Alias(spot);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping(spot);
      case START_ARRAY -> sequence(spot);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Written.Scalar(spot, parser.getText(), number(token));
      case VALUE_TRUE, VALUE_FALSE ->
          new Written.Scalar(
              spot, parser.getText(), NODES.booleanNode(token == JsonToken.VALUE_TRUE));
      case VALUE_NULL -> new Written.Scalar(spot, "", NODES.nullNode());
      default -> new Written.Scalar(spot, parser.getText(), NODES.textNode(parser.getText()));
    };
  }

  private JsonNode number(JsonToken token) throws Exception {
    try {
      return token == JsonToken.VALUE_NUMBER_FLOAT
          ? NODES.numberNode(parser.getDoubleValue())
          : switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
    } catch (JsonProcessingException e) {
      // YAML has numbers that JSON has not.
      return NODES.textNode(parser.getText());
    }
  }

  private Written mapping(Spot spot) throws Exception {
    List<Written.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Spot at = spot(parser);
      String key = parser.currentName();
      parser.nextToken();
      entries.add(new Written.Entry(at, key, piece()));
    }
    return new Written.Mapping(spot, entries);
  }

  private Written sequence(Spot spot) throws Exception {
    List<Written> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(piece());
    }
    return new Written.Sequence(spot, elements);
  }

  private static Spot spot(YAMLParser parser) {
    JsonLocation location = parser.currentTokenLocation();
    return new Spot(location.getLineNr(), location.getColumnNr());
  }

  private static PlanException noYaml(JsonProcessingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        Mark mark = marked.getProblemMark();
        YamlMistake mistake = YamlMistake.of(marked.getProblem());
        return wrong(
            new Spot(mark.getLine() + 1, mark.getColumn() + 1), mistake.found(), mistake.remedy());
      }
    }
    JsonLocation location = failure.getLocation();
    return wrong(
        location == null ? null : new Spot(location.getLineNr(), location.getColumnNr()),
        "no YAML is there",
        "what comes after it was not read");
  }

  private static PlanException wrong(Spot spot, String found, String possible) {
    return new PlanException(List.of(PlanProblem.of("", found + "; " + possible).at(spot)));
  }
}
