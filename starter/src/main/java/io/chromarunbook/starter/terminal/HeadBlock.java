package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.status.AlarmLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.ReturnLine;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.steps.LeftBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a run stands, why, and what is wrong. */
final class HeadBlock {

  private static final int MOST_ROWS = 3;
  private static final int MOST_TROUBLES = 2;

  private final MigrationStatus status;
  private final Page page;

  HeadBlock(MigrationStatus status, Page page) {
    this.status = status;
    this.page = page;
  }

  void state() {
    Paint paint = page.paint();
    List<Page.Segment> segments = new ArrayList<>();
    segments.add(new Page.Segment(status.migration(), paint::bold));
    segments.add(Page.Segment.plain(""));
    segments.add(new Page.Segment(status.state().name(), text -> state(status.state(), paint)));
    List<String> more = new ArrayList<>();
    if (!status.state().ended()) {
      more.add("at " + StepName.of(status.step()));
    } else if (status.closed() != null) {
      more.add("closed by " + status.closed().by());
    }
    if (status.decision() != null) {
      more.add("decision " + status.decision());
    }
    for (int index = 0; index < more.size(); index++) {
      String comma = index + 1 < more.size() ? "," : "";
      segments.add(Page.Segment.plain(more.get(index) + comma));
    }
    segments.add(
        new Page.Segment(
            " " + page.context().times().withZone(page.context().now()), paint::faint));
    page.together(segments);
    if (status.reason() != null && !status.reason().isEmpty()) {
      page.sayBriefly("Why", status.reason(), MOST_ROWS + 1, text -> text);
    }
  }

  void troubles() {
    StatusContext context = page.context();
    status.outages().stream()
        .limit(page.most(MOST_TROUBLES))
        .forEach(
            outage ->
                page.sayBriefly(
                    "! Outage",
                    OutageText.of(outage, context.times(), context.now()),
                    MOST_ROWS,
                    page.paint()::bad));
    for (AlarmLine alarm : status.alarms()) {
      if (status.state() == RunState.HOLD && alarm.message().equals(status.reason())) {
        continue;
      }
      page.sayBriefly(
          "! Alarm",
          alarm.message()
              + " Since "
              + context.time(alarm.since())
              + (alarm.seen() == null ? "" : ", last seen " + context.time(alarm.seen())),
          MOST_ROWS,
          page.paint()::bad);
    }
    wayBack();
  }

  private void wayBack() {
    ReturnLine wayBack = status.wayBack();
    if (wayBack == null) {
      return;
    }
    if (wayBack.objection() != null && !status.state().ended()) {
      String when = page.context().time(wayBack.objectedAt()) + ": " + wayBack.objection();
      if (status.state() == RunState.ROLLING_BACK) {
        page.sayBriefly("! Way back", "waits since " + when, MOST_ROWS + 1, page.paint()::warning);
      } else {
        page.sayBriefly("Way back", "refused at " + when, MOST_ROWS, text -> text);
      }
    }
    LeftBehind left = wayBack.leftBehind();
    if (left != null && left.total() > 0) {
      page.sayBriefly(
          "Left behind",
          String.format(
              Locale.ROOT,
              "at the target since the switch: %,d added, %,d changed, %,d removed (read %s); whole in %s",
              left.added(),
              left.changed(),
              left.gone(),
              page.context().time(left.readAt()),
              left.file()),
          MOST_ROWS,
          page.paint()::warning);
    }
  }

  /** A state, loud where people must look. */
  static String state(RunState state, Paint paint) {
    return switch (state) {
      case COMPLETED -> paint.good(state.name());
      case ROLLED_BACK, STOPPED, FAILED, ROLLING_BACK -> paint.bad(state.name());
      case HOLD, PAUSED, WAITING -> paint.warning(state.name());
      default -> paint.accent(state.name());
    };
  }
}
