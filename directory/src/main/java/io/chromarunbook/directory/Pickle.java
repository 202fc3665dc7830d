package io.chromarunbook.directory;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what Chroma's index metadata consist of, and nothing else of what a pickle can say: text,
 * numbers, dictionaries and the name of one class, which stays a name. No code is looked up or run;
 * whatever else is asked for ends the reading.
 */
final class Pickle {

  /** The one class whose state is a dictionary of ours to read. */
  private static final String CLASS =
      "chromadb.segment.impl.vector.local_persistent_hnsw.PersistentData";

  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  /** A class by its name, or what would be an object of it. */
  private record Named(String name) {}

  private final DataInputStream in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private Map<Object, Object> state;

  private Pickle(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * The dictionary it holds; numbers are longs, text is text, None is left out.
   *
   * @throws IOException where it is cut, or says anything else
   */
  static Map<Object, Object> dictionary(InputStream in) throws IOException {
    try {
      return new Pickle(in).read();
    } catch (EOFException e) {
      throw new IOException("it ends too early", e);
    } catch (java.util.NoSuchElementException | ClassCastException e) {
      throw new IOException("it is no pickle of an index", e);
    }
  }

  private Map<Object, Object> read() throws IOException {
    for (int opcode = in.readUnsignedByte(); opcode != '.'; opcode = in.readUnsignedByte()) {
      step(opcode);
    }
    Object whole = stack.pop();
    if (whole instanceof Map<?, ?>) {
      return dictionary(whole);
    }
    if (state != null) {
      return state;
    }
    throw new IOException("it holds no dictionary");
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> in.readUnsignedByte(); // PROTO
      case 0x95 -> little(8); // FRAME
      case 0x8c -> stack.push(text(in.readUnsignedByte())); // SHORT_BINUNICODE
      case 'X' -> stack.push(text(little(4))); // BINUNICODE
      case 0x8d -> stack.push(text(little(8))); // BINUNICODE8
      case 'K' -> stack.push(little(1)); // BININT1
      case 'M' -> stack.push(little(2)); // BININT2
      case 'J' -> stack.push((long) (int) little(4)); // BININT
      case 0x8a -> stack.push(signed(in.readUnsignedByte())); // LONG1
      case 'G' -> stack.push(in.readDouble()); // BINFLOAT
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true); // NEWTRUE
      case 0x89 -> stack.push(false); // NEWFALSE
      case '}' -> stack.push(new HashMap<>()); // EMPTY_DICT
      case ')' -> stack.push(List.of()); // EMPTY_TUPLE
      case '(' -> stack.push(MARK);
      case 's' -> putAll(List.of(stack.pop(), stack.pop())); // SETITEM
      case 'u' -> putAll(toMark()); // SETITEMS
      case 0x94 -> memo.put((long) memo.size(), stack.element()); // MEMOIZE
      case 'q' -> memo.put(little(1), stack.element()); // BINPUT
      case 'r' -> memo.put(little(4), stack.element()); // LONG_BINPUT
      case 'h' -> stack.push(remembered(little(1))); // BINGET
      case 'j' -> stack.push(remembered(little(4))); // LONG_BINGET
      case 0x93 -> nameClass(); // STACK_GLOBAL
      case 0x81 -> nameObject(); // NEWOBJ
      case 'b' -> takeState(); // BUILD
      default ->
          throw new IOException(
              String.format(Locale.ROOT, "it asks for what no index needs (0x%02x)", opcode));
    }
  }

  private void nameClass() throws IOException {
    String name = (String) stack.pop();
    String full = stack.pop() + "." + name;
    if (!full.equals(CLASS)) {
      throw new IOException("it names another class than an index's");
    }
    stack.push(new Named(full));
  }

  private void nameObject() throws IOException {
    if (!(stack.pop() instanceof List<?> arguments) || !arguments.isEmpty()) {
      throw new IOException("it makes an object of arguments");
    }
    stack.push((Named) stack.pop());
  }

  private void takeState() throws IOException {
    state = dictionary(stack.pop());
    if (!(stack.element() instanceof Named)) {
      throw new IOException("it gives a state to something else than an index");
    }
  }

  @SuppressWarnings("unchecked") // Every map here was made by EMPTY_DICT.
  private static Map<Object, Object> dictionary(Object popped) {
    return (Map<Object, Object>) popped;
  }

  private void putAll(List<Object> reversed) {
    Map<Object, Object> target = dictionary(stack.element());
    for (int index = 0; index + 1 < reversed.size(); index += 2) {
      Object value = reversed.get(index);
      if (value != NONE) {
        target.put(reversed.get(index + 1), value);
      }
    }
  }

  private List<Object> toMark() {
    List<Object> reversed = new ArrayList<>();
    for (Object top = stack.pop(); top != MARK; top = stack.pop()) {
      reversed.add(top);
    }
    return reversed;
  }

  private Object remembered(long place) throws IOException {
    Object value = memo.get(place);
    if (value == null) {
      throw new IOException("it refers to what it never said");
    }
    return value;
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int index = 0; index < bytes; index++) {
      value |= (long) in.readUnsignedByte() << (8 * index);
    }
    return value;
  }

  private long signed(int bytes) throws IOException {
    if (bytes > 8) {
      throw new IOException("it has a number of more than 64 bits");
    }
    long value = little(bytes);
    int unused = 64 - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  /** Only what is there is held: a length may lie. */
  private String text(long length) throws IOException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new EOFException();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
