package io.chromarunbook.workflows.steps;

import io.chromarunbook.workflows.status.NextAction;
import java.util.List;

/**
 * Something people are told.
 *
 * @param roles who is meant; empty for everybody
 * @param next what can be done now, the likeliest first
 */
public record Notice(String subject, String text, List<String> roles, List<NextAction> next) {}
