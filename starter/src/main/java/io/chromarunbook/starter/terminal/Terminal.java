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

/**
 * Where a person reads and types, or a script does. One line at the bottom may be live: it is
 * replaced in place on a terminal and left out everywhere else. Safe for use by several threads.
 */
public final class Terminal {

  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";
  private static final int USUAL_COLUMNS = 100;

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
  private final int columns;
  private boolean live;

  private Terminal(
      Writer out, Writer err, Reader in, End reader, End writer, Paint paint, int columns) {
    this.out = new PrintWriter(out, true);
    this.err = new PrintWriter(err, true);
    this.in = new BufferedReader(in);
    this.reader = reader;
    this.writer = writer;
    this.paint = paint;
    this.columns = columns;
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
        Integer.getInteger("runbook.columns", USUAL_COLUMNS));
  }

  /** One whose text goes to a script. */
  public static Terminal toProgram(Writer out, Writer err) {
    return new Terminal(
        out, err, Reader.nullReader(), End.PROGRAM, End.PROGRAM, Paint.PLAIN, USUAL_COLUMNS);
  }

  /** One with a person who types this. */
  public static Terminal toPerson(Writer out, Writer err, Reader in) {
    return new Terminal(out, err, in, End.PERSON, End.PERSON, Paint.PLAIN, USUAL_COLUMNS);
  }

  /** The same with the answers left to machines: what is said goes to the error output. */
  public Terminal besideAnswer() {
    return new Terminal(err, err, in, End.PROGRAM, writer, Paint.PLAIN, columns);
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
    return columns;
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
    out.println(line);
  }

  /** Says these lines. */
  public synchronized void say(List<String> lines) {
    endLive();
    lines.forEach(out::println);
  }

  /** Complains in one line. */
  public synchronized void complain(String line) {
    endLive();
    err.println(line);
  }

  /** Replaces the live line. */
  public synchronized void showLive(String line) {
    if (isRead()) {
      out.print(CLEAR_LINE + line);
      out.flush();
      live = true;
    }
  }

  /** Replaces everything on the screen. */
  public synchronized void showScreen(List<String> lines) {
    out.print(CLEAR_SCREEN);
    lines.forEach(out::println);
    out.flush();
  }

  /** Asks a question and waits; nothing where the input has ended. */
  public synchronized String ask(String question) {
    endLive();
    out.print(question + " ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer == null ? "" : answer.strip();
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
