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
  private final End complaintsReader;
  private final End writer;
  private final Paint paint;
  private final ScreenSize size;
  private final boolean steerable;
  private boolean live;

  private Terminal(
      Writer out,
      Writer err,
      Reader in,
      End reader,
      End complaintsReader,
      End writer,
      Paint paint,
      ScreenSize size,
      boolean steerable) {
    this.out = new PrintWriter(out, true);
    this.err = new PrintWriter(err, true);
    this.in = new BufferedReader(in);
    this.reader = reader;
    this.complaintsReader = complaintsReader;
    this.writer = writer;
    this.paint = paint;
    this.size = size;
    this.steerable = steerable;
  }

  /**
   * This process's own. Whether people are at its ends is what the launcher saw, because newer
   * Javas claim a console even where there is none.
   */
  public static Terminal ofThisProcess(Map<String, String> environment) {
    End reader = end("runbook.stdout");
    End writer = end("runbook.stdin");
    boolean steerable = !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean colours =
        reader == End.PERSON && steerable && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
        new InputStreamReader(new FileInputStream(FileDescriptor.in), Charset.defaultCharset()),
        reader,
        end("runbook.stderr"),
        writer,
        colours ? Paint.COLOURED : Paint.PLAIN,
        ScreenSize.ofThisProcess(),
        steerable);
  }

  /** One whose text goes to a script. */
  public static Terminal toProgram(Writer out, Writer err) {
    return new Terminal(
        out,
        err,
        Reader.nullReader(),
        End.PROGRAM,
        End.PROGRAM,
        End.PROGRAM,
        Paint.PLAIN,
        ScreenSize.USUAL,
        false);
  }

  /** One with a person who types this. */
  public static Terminal toPerson(Writer out, Writer err, Reader in) {
    return new Terminal(
        out, err, in, End.PERSON, End.PERSON, End.PERSON, Paint.PLAIN, ScreenSize.USUAL, true);
  }

  /** The same with the answers left to machines: what is said goes to the error output. */
  public Terminal besideAnswer() {
    return new Terminal(
        err, err, in, End.PROGRAM, complaintsReader, writer, Paint.PLAIN, size, false);
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

  /** How high it is; as high as there are numbers where nobody knows. */
  public int rows() {
    return size.rows();
  }

  /** Says as many of these lines as the screen of a person holds, the first ones. */
  public void sayFitting(List<String> lines, String whole) {
    // What was typed stands above, and the shell asks again below.
    say(isRead() ? size.less(1).fitted(lines, whole) : lines);
  }

  /** Whether what a person reads can be replaced in place. */
  public boolean canRedraw() {
    return isRead() && steerable;
  }

  /** Whether a person reads what is said, at once. */
  public boolean isRead() {
    return reader == End.PERSON;
  }

  /** Whether a person can be asked. */
  public boolean canAsk() {
    return reader == End.PERSON && writer == End.PERSON;
  }

  /** Says one line; to a person in as many rows as it takes, broken between words. */
  public synchronized void say(String line) {
    endLive();
    inRows(reader, line).forEach(out::println);
  }

  /** Says these lines. */
  public synchronized void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** Shows a document, each of its lines whole: who copies one wants it as it is. */
  public synchronized void show(List<String> document) {
    endLive();
    document.forEach(line -> out.println(paint.harmless(line)));
  }

  /** Complains in one line; to a person in as many rows as it takes. */
  public synchronized void complain(String line) {
    endLive();
    inRows(complaintsReader, line).forEach(err::println);
  }

  private List<String> inRows(End end, String line) {
    String harmless = paint.harmless(line);
    return end == End.PERSON ? size.inRows(harmless) : List.of(harmless);
  }

  /** Replaces the live line. */
  public synchronized void showLive(String line) {
    if (isRead()) {
      out.print(CLEAR_LINE + size.inOneRow(paint.harmless(line)));
      out.flush();
      live = true;
    }
  }

  /** Replaces what the screen shows by these lines, without a flicker. */
  synchronized void showScreen(List<String> lines) {
    StringBuilder screen = new StringBuilder(TO_TOP);
    lines.forEach(line -> screen.append(paint.harmless(line)).append(CLEAR_REST).append('\n'));
    steer(screen.append(CLEAR_BELOW).toString());
  }

  /** Sends codes that steer the terminal. */
  synchronized void steer(String codes) {
    out.print(codes);
    out.flush();
  }

  /** The same after its window has got another size. */
  Terminal resized(ScreenSize now) {
    return new Terminal(out, err, in, reader, complaintsReader, writer, paint, now, steerable);
  }

  /** How much it shows at once, as far as the launcher saw. */
  ScreenSize size() {
    return size;
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
