package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.CodeBlock;
import io.chromarunbook.document.Column;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;
import io.chromarunbook.document.Table;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.List;

/** Section 3: what a run that was broken off goes on from. */
final class CheckpointSection {

  private CheckpointSection() {}

  static Section of(Subject subject) {
    RunCommands typed = subject.typed();
    return Section.of(
        "checkpoints",
        "Section 3: Checkpoints",
        Paragraph.of(
            "The snapshot is cut into parts, and a part is the unit of import, retry and resumption."
                + " Its receipt is the checkpoint: a file that is written, synced and renamed only"
                + " when every record of the part was read back. It says how many records went in,"
                + " were written, were put aside, were read back equal, and equal by tolerance."),
        new CodeBlock(typed.ofRun("checkpoint list")),
        Paragraph.of(
            "A worker that dies, or a machine that restarts, costs the part that was under way. The"
                + " next worker of the same RUNBOOK_HOME goes on from the first part without a"
                + " receipt: nothing is to be typed, but a worker must run."),
        new CodeBlock(RunbookCommand.of("up")),
        Paragraph.of(
            "That a run can go on is seen by this: every receipt is held against run, plan,"
                + " inventory, part file and target. It exits 0 where all hold, 5 where one does"
                + " not; then decide retry in the HOLD writes that collection again."),
        new CodeBlock(typed.ofRun("checkpoint verify")),
        new Table(
            "What stays up, and what waits",
            List.of(Column.words("When"), Column.words("Reads"), Column.words("Writes")),
            List.of(
                Table.Row.of("until Step 1", "source", "source"),
                Table.Row.of(
                    "Steps 1 to 6",
                    "source, all the time",
                    "refused at the source; applications wait or keep them"),
                Table.Row.of(
                    "Step 7a",
                    "source, then target; a moment's gap where services restart",
                    "refused until the switch, then target"),
                Table.Row.of("after GO", "target", "target; the source stays frozen until close"),
                Table.Row.of("after a rollback", "source", "source"))),
        Bullets.of(
            Item.of(
                "A worker that is away: nothing moves, nothing is lost, and no deadline is acted"
                    + " on. What is frozen stays frozen."),
            Item.of(
                "Temporal that is away: the same. The break-glass script of the run works without"
                    + " both."),
            Item.of("A server that is away: it is waited for, and status says since when.")));
  }
}
