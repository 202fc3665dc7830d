package io.chromarunbook.activities.charts;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Values of one kind, drawn in one colour.
 *
 * @param name in the legend; of ours
 * @param values one for each label, or for each place on the axis
 */
public record Series(String name, Colour colour, List<Double> values) {

  /** What tells it from the others; which colour that is depends on the ground. */
  public enum Colour {
    FIRST(1),
    SECOND(2),
    THIRD(3),
    FOURTH(4);

    private final int number;

    Colour(int number) {
      this.number = number;
    }

    /** By which the library draws it; the page paints by class. */
    String sentinel() {
      return "#00000" + number;
    }

    /** As the library writes that. */
    String written() {
      return "rgb(0,0,%d)".formatted(number);
    }

    String styleClass() {
      return "series-" + number;
    }
  }

  public Series {
    requireNonNull(name, "name is null");
    requireNonNull(colour, "colour is null");
    values = List.copyOf(values);
  }
}
