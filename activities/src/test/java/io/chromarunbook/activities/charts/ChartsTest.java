package io.chromarunbook.activities.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ChartsTest {

  @Test
  void a_bar_is_drawn_for_each_value_in_the_colour_of_its_series() {
    Document drawing =
        Jsoup.parse(
            Charts.bars(
                    "bars",
                    new BarChart(
                        "seconds",
                        List.of("one", "two", "three"),
                        List.of(
                            new Series("work", Series.Colour.FIRST, List.of(1.0, 2.0, 3.0)),
                            new Series("wait", Series.Colour.SECOND, List.of(4.0, 5.0, 6.0))),
                        BarChart.Arrangement.STACKED))
                .markup());

    // The legend has one of each besides.
    assertThat(drawing.select("rect.series-1")).hasSize(4);
    assertThat(drawing.select("rect.series-2")).hasSize(4);
    assertThat(drawing.select("text").eachText())
        .contains("one", "two", "three", "work", "wait", "seconds");
  }

  @Test
  void bars_of_names_that_look_the_same_stay_apart() {
    Document drawing =
        Jsoup.parse(
            Charts.bars(
                    "bars",
                    new BarChart(
                        "recall",
                        List.of("name", "na\u200Bme"),
                        List.of(new Series("target", Series.Colour.FIRST, List.of(0.5, 1.0))),
                        BarChart.Arrangement.BESIDE))
                .markup());

    assertThat(drawing.select("text").eachText()).contains("name", "name (2)");
  }

  @Test
  void a_line_goes_through_every_value_and_marks_what_is_to_be_seen() {
    Document drawing = Jsoup.parse(Charts.line("line", DrawsCharts.line()).markup());

    assertThat(drawing.select("path.line-series-1")).hasSize(1);
    assertThat(drawing.select("circle.series-1")).hasSize(4);
    assertThat(drawing.select(".series-2, .line-series-2")).hasSize(1);
    assertThat(drawing.select("text").eachText()).contains("1", "2", "3", "4");
  }

  @Test
  void one_value_and_none_above_zero_can_be_drawn() {
    Series nothing = new Series("latency", Series.Colour.FIRST, List.of(0.0));

    Document drawing =
        Jsoup.parse(Charts.line("line", LineChart.of("probe", "ms", nothing)).markup());

    assertThat(drawing.select("text").eachText())
        .contains("0.0", "1.0")
        .noneMatch(text -> text.contains("e-"));
  }

  @Test
  void the_same_figures_give_the_same_drawing() {
    assertThat(Charts.bars("bars", DrawsCharts.bars()).markup())
        .isEqualTo(Charts.bars("bars", DrawsCharts.bars()).markup());
  }

  @Test
  void a_series_has_a_value_for_each_label() {
    assertThatThrownBy(
            () ->
                new BarChart(
                    "seconds",
                    List.of("one"),
                    List.of(new Series("work", Series.Colour.FIRST, List.of())),
                    BarChart.Arrangement.STACKED))
        .hasMessageContaining("as many values as there are labels");
  }

  @Test
  void charts_are_drawn_by_a_java_that_has_neither_screen_nor_fonts()
      throws IOException, InterruptedException {
    Process drawing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base,java.xml,java.logging,java.naming",
                "-cp",
                System.getProperty("java.class.path"),
                DrawsCharts.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(drawing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(drawing.waitFor()).as(output).isZero();
    assertThat(output).contains("<svg").contains("</svg>");
  }
}
