package io.chromarunbook.starter.documents;

/**
 * A command of one migration, in the phase it belongs to.
 *
 * @param line as it is pasted
 * @param why when and what for, in a sentence
 */
record PhaseCommand(Phase phase, String line, String why) {}
