package io.chromarunbook.starter.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person reads and types, or a script does. One line at the bottom may be live: it is
 * replaced in place on a terminal and left out everywhere else. Safe for use by several threads.
 *
 * <p>Whatever is said is a line: of characters that end lines or steer terminals only those of our
 * own {@link Paint} get through, the others are shown as their codes.
 */
public final class Terminal {

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final String TO_TOP = "\u001b[H";
  private static final String CLEAR_REST = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** Who is at an end of this process. */
  public enum End {
    PERSON,
    PROGRAM
  }

  private final PrintWriter out;
  private final PrintWriter err;
  private final BufferedReader in;
  private final End reader;
  private final End writer;
  private final Paint paint;
  private final ScreenSize size;
  private boolean live;

  private Terminal(
      Writer out, Writer err, Reader in, End reader, End writer, Paint paint, ScreenSize size) {
    this.out = new PrintWriter(out, true);
    this.err = new PrintWriter(err, true);
    this.in = new BufferedReader(in);
    this.reader = reader;
    this.writer = writer;
    this.paint = paint;
    this.size = size;
  }

  /**
   * This process's own. Whether people are at its ends is what the launcher saw, because newer
   * Javas claim a console even where there is none.
   */
  public static Terminal ofThisProcess(Map<String, String> environment) {
    End reader = end("runbook.stdout");
    End writer = end("runbook.stdin");
    boolean colours =
        reader == End.PERSON
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
        new InputStreamReader(new FileInputStream(FileDescriptor.in), Charset.defaultCharset()),
        reader,
        writer,
        colours ? Paint.COLOURED : Paint.PLAIN,
        ScreenSize.ofThisProcess());
  }

  /** One whose text goes to a script. */
  public static Terminal toProgram(Writer out, Writer err) {
    return new Terminal(
        out, err, Reader.nullReader(), End.PROGRAM, End.PROGRAM, Paint.PLAIN, ScreenSize.USUAL);
  }

  /** One with a person who types this. */
  public static Terminal toPerson(Writer out, Writer err, Reader in) {
    return new Terminal(out, err, in, End.PERSON, End.PERSON, Paint.PLAIN, ScreenSize.USUAL);
  }

  /** The same with the answers left to machines: what is said goes to the error output. */
  public Terminal besideAnswer() {
    return new Terminal(err, err, in, End.PROGRAM, writer, Paint.PLAIN, size);
  }

  private static End end(String property) {
    return "terminal".equals(System.getProperty(property)) ? End.PERSON : End.PROGRAM;
  }

  /** For answers. */
  public PrintWriter out() {
    return out;
  }

  /** For complaints. */
  public PrintWriter err() {
    return err;
  }

  /** Colours, or none. */
  public Paint paint() {
    return paint;
  }

  /** How wide it is. */
  public int columns() {
    return size.columns();
  }

  /** Whether a person reads what is said, at once. */
  public boolean isRead() {
    return reader == End.PERSON;
  }

  /** Whether a person can be asked. */
  public boolean canAsk() {
    return reader == End.PERSON && writer == End.PERSON;
  }

  /** Says one line. */
  public synchronized void say(String line) {
    endLive();
    out.println(paint.harmless(line));
  }

  /** Says these lines. */
  public synchronized void say(List<String> lines) {
    endLive();
    lines.forEach(line -> out.println(paint.harmless(line)));
  }

  /** Complains in one line. */
  public synchronized void complain(String line) {
    endLive();
    err.println(paint.harmless(line));
  }

  /** Replaces the live line. */
  public synchronized void showLive(String line) {
    if (isRead()) {
      out.print(CLEAR_LINE + size.inOneRow(paint.harmless(line)));
      out.flush();
      live = true;
    }
  }

  /** Replaces what the screen shows by as much of this as it holds, without a flicker. */
  public synchronized void showScreen(List<String> lines) {
    StringBuilder screen = new StringBuilder(TO_TOP);
    size.fitted(lines.stream().map(paint::harmless).toList())
        .forEach(line -> screen.append(line).append(CLEAR_REST).append('\n'));
    out.print(screen.append(CLEAR_BELOW));
    out.flush();
  }

  /**
   * Asks a question and waits; no answer where the input has ended. Others may speak meanwhile: a
   * person who interrupts the program instead of answering is told what still runs.
   */
  public Optional<String> ask(String question) {
    synchronized (this) {
      endLive();
      out.print(paint.harmless(question) + " ");
      out.flush();
    }
    try {
      return Optional.ofNullable(in.readLine()).map(String::strip);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be read", e);
    }
  }

  private void endLive() {
    if (live) {
      out.print(CLEAR_LINE);
      out.flush();
      live = false;
    }
  }
}
