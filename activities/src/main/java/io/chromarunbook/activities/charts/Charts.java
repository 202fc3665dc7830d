package io.chromarunbook.activities.charts;

import io.chromarunbook.document.Svg;
import io.chromarunbook.workflows.text.Visible;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.letsPlot.commons.encoding.UnsupportedRGBEncoder;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/** Draws charts. It needs neither a screen nor fonts, and what it draws loads and does nothing. */
public final class Charts {

  private static final int WIDTH = 760;
  private static final int LINE_CHART_HEIGHT = 240;
  private static final int AROUND_BARS = 90;
  private static final double MOST_PLACES = 12;
  // Of longer ones the library shows as much.
  private static final int LONGEST_LABEL = 19;

  private static final Map<String, Object> NOTHING = Map.of("blank", true);

  private Charts() {}

  /**
   * Draws bars.
   *
   * @param name of ours, once in a document
   */
  public static Svg bars(String name, BarChart chart) {
    List<String> labels = distinct(chart.labels());
    List<Object> where = new ArrayList<>();
    List<Object> length = new ArrayList<>();
    List<Object> of = new ArrayList<>();
    for (Series series : chart.series()) {
      where.addAll(labels);
      length.addAll(series.values());
      labels.forEach(label -> of.add(series.name()));
    }
    List<String> upwards = new ArrayList<>(labels);
    Collections.reverse(upwards);
    int bars = chart.arrangement() == BarChart.Arrangement.BESIDE ? chart.series().size() : 1;
    Map<String, Object> spec = plot(AROUND_BARS + labels.size() * (14 + 12 * bars));
    spec.put("data", Map.of("where", where, "length", length, "of", of));
    spec.put("mapping", Map.of("x", "length", "y", "where", "fill", "of"));
    spec.put(
        "layers",
        List.of(
            Map.of(
                "geom",
                "bar",
                "stat",
                "identity",
                "orientation",
                "y",
                "width",
                0.75,
                "size",
                0,
                "position",
                chart.arrangement() == BarChart.Arrangement.STACKED
                    ? Map.of("name", "stack")
                    : Map.of("name", "dodge"))));
    spec.put(
        "scales",
        List.of(
            Map.of("aesthetic", "x", "name", chart.axis()),
            Map.of("aesthetic", "y", "discrete", true, "limits", upwards, "name", ""),
            colours("fill", chart.series())));
    return ChartSvg.of(name, draw(spec));
  }

  /**
   * Draws a line.
   *
   * @param name of ours, once in a document
   */
  public static Svg line(String name, LineChart chart) {
    List<Double> values = chart.series().values();
    List<Object> across = new ArrayList<>();
    for (int at = 1; at <= values.size(); at++) {
      across.add((double) at);
    }
    Map<String, Object> spec = plot(LINE_CHART_HEIGHT);
    String colour = chart.series().colour().sentinel();
    spec.put("data", Map.of("across", across, "up", values));
    spec.put("mapping", Map.of("x", "across", "y", "up"));
    List<Object> layers = new ArrayList<>();
    layers.add(Map.of("geom", "line", "color", colour, "size", 1));
    layers.add(Map.of("geom", "point", "color", colour, "size", 2));
    if (!chart.marked().isEmpty()) {
      layers.add(
          Map.of(
              "geom",
              "point",
              "color",
              Series.Colour.SECOND.sentinel(),
              "size",
              5,
              "shape",
              18,
              "data",
              Map.of(
                  "across", chart.marked().stream().map(across::get).toList(),
                  "up", chart.marked().stream().map(values::get).toList())));
    }
    spec.put("layers", layers);
    List<Integer> places = places(values.size());
    double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    spec.put(
        "scales",
        List.of(
            Map.of(
                "aesthetic", "x",
                "name", chart.across(),
                "breaks", places.stream().map(place -> (double) place).toList(),
                "labels", places.stream().map(place -> "" + place).toList()),
            Map.of(
                "aesthetic", "y",
                "name", chart.up(),
                // A scale of the smallest numbers would make something of nothing.
                "limits", List.of(0.0, highest > 0 ? highest * 1.05 : 1.0))));
    return ChartSvg.of(name, draw(spec));
  }

  /** Whole numbers, and not more of them than can be told apart. */
  private static List<Integer> places(int count) {
    int apart = Math.max(1, (int) Math.ceil(count / MOST_PLACES));
    List<Integer> places = new ArrayList<>();
    for (int place = 1; place <= count; place += apart) {
      places.add(place);
    }
    return places;
  }

  private static Map<String, Object> plot(int height) {
    Map<String, Object> spec = new HashMap<>();
    spec.put("kind", "plot");
    spec.put("ggsize", Map.of("width", WIDTH, "height", height));
    spec.put(
        "theme",
        Map.of(
            "name", "minimal",
            "plot_background", NOTHING,
            "panel_background", NOTHING,
            "legend_background", NOTHING,
            "legend_title", NOTHING,
            "axis_ticks", NOTHING,
            "panel_grid_minor", NOTHING,
            "legend_position", "top"));
    return spec;
  }

  private static Map<String, Object> colours(String aesthetic, List<Series> series) {
    return Map.of(
        "aesthetic",
        aesthetic,
        "discrete",
        true,
        "name",
        "",
        "limits",
        series.stream().map(Series::name).toList(),
        "values",
        series.stream().map(each -> each.colour().sentinel()).toList());
  }

  private static String draw(Map<String, Object> spec) {
    return PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
        spec, null, new UnsupportedRGBEncoder(), false);
  }

  /** Two names may look the same once what cannot be seen of them is gone; their bars may not. */
  private static List<String> distinct(List<String> labels) {
    Set<String> taken = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (String label : labels) {
      String shown = shortened(Visible.of(label));
      String name = shown;
      for (int number = 2; !taken.add(name); number++) {
        name = shown + " (" + number + ")";
      }
      distinct.add(name);
    }
    return distinct;
  }

  private static String shortened(String label) {
    return label.codePointCount(0, label.length()) <= LONGEST_LABEL
        ? label
        : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL)) + "…";
  }
}
