package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * Something people are told.
 *
 * @param roles who is meant; empty for everybody
 * @param next the command to type next; empty where there is none
 */
public record Notice(String subject, String text, List<String> roles, String next) {}
