package io.chromarunbook.starter.settings;

import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file in which an application keeps its settings. One value of it is changed for a migration;
 * what it was before is kept beside it, and comes back byte for byte.
 */
public final class SettingsFile {

  /** Settings are written by people; nothing they write is longer. */
  private static final long LONGEST = 8L << 20;

  private final Path named;
  private final String given;
  private final Path file;

  private SettingsFile(Path named, Path file) {
    this.named = named;
    this.given = Printable.of(named.toString());
    this.file = file;
  }

  /**
   * The file of this name, or the one that a symbolic link of this name leads to.
   *
   * @throws Failure where there is none
   */
  public static SettingsFile at(Path path) {
    String given = Printable.of(path.toString());
    try {
      Path file = path.toRealPath();
      if (!Files.isRegularFile(file)) {
        throw Failure.usage(given + " is no file; name one in which settings are.");
      }
      if (Files.size(file) > LONGEST) {
        throw Failure.usage(given + " is longer than 8 MiB, and nobody's settings.");
      }
      return new SettingsFile(path, file);
    } catch (NoSuchFileException e) {
      throw Failure.usage(
          given + " is not there; a path counts from the directory this is typed in.", e);
    } catch (IOException e) {
      throw Failure.usage(given + " cannot be read: " + reason(e), e);
    }
  }

  /**
   * The value of a key.
   *
   * @param asked the notation it is to be read in; empty for the one its name tells
   * @throws Failure where it is not certain
   */
  public String value(String key, Optional<FileNotation> asked) {
    FileNotation notation = notation(asked);
    try {
      return notation
          .notation()
          .find(text(bytes(), notation).text(), key)
          .value()
          .orElseThrow(
              () ->
                  UnfitException.unsure(
                      "has a value at %s that depends on who reads it, a shell or another program; look at it with an editor."
                          .formatted(Keys.shown(key))));
    } catch (UnfitException e) {
      throw e.about(given);
    }
  }

  /**
   * Gives a key this value for a migration, after the file as it is was kept beside it; what was
   * kept by an earlier call for the same migration stays.
   *
   * @return what is true now, in a sentence
   * @throws Failure where that cannot be done surely; nothing is changed then
   */
  public String set(String key, String value, Optional<FileNotation> asked, String migration) {
    FileNotation notation = notation(asked);
    byte[] before = bytes();
    byte[] after;
    try {
      SettingsText text = text(before, notation);
      after = text.encoded(notation.notation().set(text.text(), key, value));
    } catch (UnfitException e) {
      throw e.about(given);
    }
    KeptFile kept = KeptFile.of(file, migration);
    try {
      kept.keep(before);
      if (Arrays.equals(before, after)) {
        return "%s has this value at %s already; it was not written."
            .formatted(given, Keys.shown(key));
      }
      kept.announce(before, after);
      SteadyFile.replace(file, before, after);
    } catch (IOException e) {
      throw Failure.data("%s was not changed: %s".formatted(given, reason(e)), e);
    }
    return "%s has the new value at %s; what it was is in %s."
        .formatted(given, Keys.shown(key), Printable.of(kept.toString()));
  }

  /**
   * Gives the file back what it was before the first {@link #set} for a migration.
   *
   * @param edits what becomes of changes that others made in between
   * @return what is true now, in a sentence
   * @throws Failure where nothing was kept, or others changed the file; nothing is changed then
   */
  public String restore(String migration, OthersEdits edits) {
    KeptFile kept = KeptFile.of(file, migration);
    byte[] now = bytes();
    try {
      byte[] before =
          kept.content()
              .orElseThrow(
                  () ->
                      Failure.usage(
                          "%s has nothing kept for %s: there is no %s, so no key was set in it for that migration."
                              .formatted(
                                  given, Printable.of(migration), Printable.of(kept.toString()))));
      if (Arrays.equals(now, before)) {
        return "%s is as it was before %s.".formatted(given, Printable.of(migration));
      }
      if (edits == OthersEdits.STAY && !kept.isOurs(now)) {
        throw Failure.refused(
            "%s was changed by somebody else since a key was set in it (%s), which would be lost; see it with  diff %s %s  and go on with --over-edits."
                .formatted(
                    given,
                    Difference.between(before, now),
                    Difference.word(kept.path()),
                    Difference.word(file)));
      }
      SteadyFile.replace(file, now, before);
    } catch (IOException e) {
      throw Failure.data("%s was not changed: %s".formatted(given, reason(e)), e);
    }
    return "%s is as it was before %s, byte for byte.".formatted(given, Printable.of(migration));
  }

  private FileNotation notation(Optional<FileNotation> asked) {
    return asked
        .or(() -> FileNotation.of(named))
        .or(() -> FileNotation.of(file))
        .orElseThrow(
            () ->
                Failure.usage(
                    given
                        + " has a name that does not tell how it is written; say it with --format env, properties, yaml or json."));
  }

  private static SettingsText text(byte[] bytes, FileNotation notation) throws UnfitException {
    return SettingsText.of(bytes, notation == FileNotation.PROPERTIES);
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.usage(given + " cannot be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return Printable.of(
        (e instanceof java.nio.file.AccessDeniedException
                ? "this account may not do that with " + e.getMessage()
                : String.valueOf(e.getMessage()))
            + (String.valueOf(e.getMessage()).endsWith(".") ? "" : "."));
  }
}
