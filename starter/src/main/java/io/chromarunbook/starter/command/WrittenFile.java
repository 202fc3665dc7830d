package io.chromarunbook.starter.command;

/** A file to be written: its name in a directory, and all of its text. */
record WrittenFile(String name, String text) {}
