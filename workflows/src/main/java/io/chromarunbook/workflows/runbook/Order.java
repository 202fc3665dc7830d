package io.chromarunbook.workflows.runbook;

/**
 * A person's order to pause, resume, abort, roll back or close; which one is the message's name.
 *
 * @param reason may be null
 * @param acceptLoss for a rollback after the switch: how many new records at the target are given
 *     up; null where none are
 */
public record Order(String requestId, String by, String reason, Long acceptLoss) {}
