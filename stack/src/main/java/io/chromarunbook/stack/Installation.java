package io.chromarunbook.stack;

import java.time.Duration;

/**
 * How far an installation is.
 *
 * @param what the program that is being installed
 * @param current the package or phase it is at
 * @param done packages collected so far
 * @param total packages to collect
 */
public record Installation(String what, String current, int done, int total, Duration elapsed) {}
