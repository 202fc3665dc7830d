package io.chromarunbook.activities.run;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.steps.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of one run lie. Collections are named by their number in the inventory, because
 * their own names are not always safe as file names.
 */
public record RunFolder(Path path) {

  private static final Pattern PART_IN_QUARANTINE =
      Pattern.compile("(?<collection>\\d+)/part-(?<part>\\d+)\\.jsonl");

  /** The canonical JSON of the plan the run started with; its SHA-256 is the plan's digest. */
  public Path plan() {
    return path.resolve("plan.json");
  }

  /** The canonical JSON of the whole plan as an amendment left it, counted from 1. */
  public Path amendment(int number) {
    return path.resolve("amendments").resolve(number + ".json");
  }

  /** The vectors to search for that came with the plan, as they were when the run was opened. */
  public Path queryVectors() {
    return path.resolve("query-vectors.jsonl");
  }

  /** Who made an amendment, when, why, and which keys it changed. */
  public Path amendmentRecord(int number) {
    return path.resolve("amendments").resolve(number + ".record.json");
  }

  /** Which home and which first run this folder belongs to. */
  public Path owner() {
    return path.resolve("run.json");
  }

  /** What a write at the source's front door came to while nothing was frozen. */
  public Path writesBeforeFreeze() {
    return path.resolve("writes-before-freeze.json");
  }

  /** The inventory of step 1.2. */
  public Path inventory() {
    return path.resolve("inventory-checklist.json");
  }

  /** The inventory that counts. */
  public Path frozenInventory() {
    return path.resolve("inventory.json");
  }

  /** What became of a snapshot that was taken outside any run. */
  public Path taken() {
    return path.resolve("taken.json");
  }

  /** What the dry-run found. */
  public Path dryRun() {
    return path.resolve("dry-run.json");
  }

  /** Which records of a part the source gave without the embedding it has lost. */
  public Path lostEmbeddings(int collection, int part) {
    return path.resolve("lost-embeddings")
        .resolve(numbered(collection))
        .resolve(part(part, ".json"));
  }

  /** Ids that came to a collection of the source while it was to stand still. */
  public Path newAtSource(int collection) {
    return path.resolve("new-at-source").resolve(numbered(collection) + ".jsonl");
  }

  /** The recovery files. */
  public Path snapshot() {
    return path.resolve("snapshot");
  }

  /** What of the recovery files is complete. */
  public Path export() {
    return path.resolve("export");
  }

  /** What rehearsing the restore showed. */
  public Path rehearsal() {
    return path.resolve("rehearsal.json");
  }

  /** The same of some of its records. */
  public Path rehearsal(int collection, int part) {
    return path.resolve("rehearsal").resolve(numbered(collection)).resolve(part(part, ".json"));
  }

  /** Where it is written down which collections the run created at the target. */
  public Path created() {
    return path.resolve("created");
  }

  /** Name and UUID of one collection the run created at the target. */
  public Path created(int collection) {
    return created().resolve(numbered(collection) + ".json");
  }

  /** Checkpoint of one part. */
  public Path receipt(int collection, int part) {
    return receipts().resolve(numbered(collection)).resolve(part(part, ".json"));
  }

  /** Who may write one part. */
  public Path fence(int collection, int part) {
    return fences(collection).resolve(part(part, ""));
  }

  /** Where this file is, no writer of the run writes any more. */
  public Path stopWriters() {
    return fences().resolve("STOP");
  }

  /** Who may write the parts of one collection. */
  public Path fences(int collection) {
    return fences().resolve(numbered(collection));
  }

  /** Who may write, all of it. */
  public Path fences() {
    return path.resolve("fence");
  }

  /** What importing and validating one collection left behind, a directory each. */
  public List<Path> traces(int collection) {
    List<Path> traces = new ArrayList<>();
    traces.add(path.resolve("receipts").resolve(numbered(collection)));
    traces.add(path.resolve("quarantine").resolve(numbered(collection)));
    Path validation = path.resolve("validation");
    if (Files.isDirectory(validation)) {
      try (Stream<Path> kinds = Files.list(validation)) {
        kinds.forEach(kind -> traces.add(kind.resolve(numbered(collection))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return traces;
  }

  /** Records of one part that could not be migrated. */
  public Path quarantine(int collection, int part) {
    return quarantines().resolve(numbered(collection)).resolve(part(part, ".jsonl"));
  }

  /** All of them together. */
  public Path quarantine() {
    return path.resolve("quarantine.jsonl");
  }

  /** Results of validating one part. */
  public Path validation(String kind, int collection, int part) {
    return path.resolve("validation")
        .resolve(kind)
        .resolve(numbered(collection))
        .resolve(part(part, ".json"));
  }

  /** What semantic search showed, a directory a collection. */
  public Path searches() {
    return path.resolve("validation").resolve("search");
  }

  /** What each failing check failed on, by check. */
  public Path validationFailures() {
    return path.resolve("validation-failures.json");
  }

  /** Results of validation as a whole. */
  public Path validation() {
    return path.resolve("validation.json");
  }

  /** What was done to traffic, one file an action. */
  public Path traffic(String action) {
    return path.resolve("traffic").resolve(action + ".json");
  }

  /** The lock under which the plan's commands run. */
  public Path trafficLock() {
    return path.resolve("traffic").resolve("lock");
  }

  /** Whose turn it is to run them. */
  public Path trafficTurn() {
    return path.resolve("traffic").resolve("turn");
  }

  /** What a command printed; the number tells repeats apart. */
  public Path trafficLog(String command, int number) {
    return path.resolve("traffic").resolve(command + "-" + number + ".log");
  }

  /** What commands that tell people printed. */
  public Path notificationLog() {
    return path.resolve("notifications.log");
  }

  /** Undoes the run without Java and Temporal. */
  public Path breakGlassScript() {
    return path.resolve("BREAK-GLASS.sh");
  }

  /** Says how. */
  public Path breakGlassGuide() {
    return path.resolve("BREAK-GLASS.md");
  }

  /** What monitoring compares with. */
  public Path baseline() {
    return path.resolve("baseline.json");
  }

  /** The probes of the window after the switch, a file each. */
  public Path probes() {
    return path.resolve("probes");
  }

  /** One of them, counted from 1. */
  public Path probe(int number) {
    return probes().resolve(String.format("%06d.json", number));
  }

  /** What comparing one part of the migrated records showed after the switch. */
  public Path migratedContent(int collection, int part) {
    return path.resolve("migrated-content")
        .resolve(numbered(collection))
        .resolve(part(part, ".json"));
  }

  /** What became of restarting the target. */
  public Path targetRestart() {
    return path.resolve("traffic").resolve("restart-target.json");
  }

  /** What a gate's people decided on. */
  public Path evidence(GateId gate) {
    return path.resolve("evidence-" + gate.label() + ".json");
  }

  /** The receipts of all parts, a directory a collection. */
  public Path receipts() {
    return path.resolve("receipts");
  }

  /** Quarantined records of all parts, a directory a collection. */
  public Path quarantines() {
    return path.resolve("quarantine");
  }

  /** The parts of which records were put aside, in no promised order. */
  public List<Position> quarantined() {
    List<Position> parts = new ArrayList<>();
    for (Path collection : listed(quarantines())) {
      for (Path file : listed(collection)) {
        Matcher name = PART_IN_QUARANTINE.matcher(quarantines().relativize(file).toString());
        if (name.matches()) {
          parts.add(
              new Position(
                  Integer.parseInt(name.group("collection")) - 1,
                  Integer.parseInt(name.group("part")) - 1));
        }
      }
    }
    return parts;
  }

  // Others write and discard meanwhile, so what is listed may be gone when it is looked at.
  private static List<Path> listed(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of directories that are served for the run. */
  public Path served() {
    return path.resolve("served");
  }

  /** The copy of a source that is a directory. */
  public Path sourceCopy() {
    return served().resolve("source");
  }

  /** What that is a copy of. */
  public Path sourceCopyNote() {
    return served().resolve("source.json");
  }

  /** A copy of the source on which it is tried whether a target's server takes it in place. */
  public Path trialCopy() {
    return served().resolve("trial");
  }

  /** What was found on that copy; it counts as long as the source is as it was. */
  public Path inPlaceTrial() {
    return served().resolve("in-place-trial.json");
  }

  /** What was found of a target that is a copy of the source's directory; none where it is not. */
  public Path inPlace() {
    return served().resolve("in-place.json");
  }

  /** That a target that is a directory was empty when the run began to fill it. */
  public Path servedTargetNote() {
    return served().resolve("target.json");
  }

  /** How the run ended. */
  public Path end() {
    return path.resolve("end.json");
  }

  /** The report, for machines. */
  public Path reportJson() {
    return path.resolve("report.json");
  }

  /** The report, for people, with all there is. */
  public Path reportHtml() {
    return path.resolve("report.html");
  }

  /** The report, for people, in short. */
  public Path reportMarkdown() {
    return path.resolve("report.md");
  }

  /** What a rollback after the switch left at the target, as it was read last. */
  public Path leftBehind() {
    return path.resolve("left-behind.jsonl");
  }

  /** The same as an earlier reading found it, counted from 1. */
  public Path leftBehind(int number) {
    return path.resolve("left-behind-" + number + ".jsonl");
  }

  /** What of a reading of the target is not published yet. */
  public Path leftBehindReading() {
    return path.resolve("left-behind");
  }

  /** What became of each record left behind, by the last putting back. */
  public Path putBack() {
    return path.resolve("put-back.json");
  }

  /** The same by an earlier putting back, counted from 1. */
  public Path putBack(int number) {
    return path.resolve("put-back-" + number + ".json");
  }

  /**
   * Records that putting back has taken from the source to write them anew; none where it is not
   * there.
   */
  public Path putBackReplacing() {
    return path.resolve("put-back-replacing.json");
  }

  /** The lock under which records are put back. */
  public Path putBackLock() {
    return path.resolve("put-back.lock");
  }

  private static String numbered(int collection) {
    return String.format("%05d", collection + 1);
  }

  private static String part(int part, String ending) {
    return String.format("part-%05d%s", part + 1, ending);
  }
}
